import { type Confirmation, type Confirmations, numbersOf, standingOf } from './confirm.ts'
import type { Num, Protocol } from './protocol.ts'

/** A number as the reader of a clinic sees it: its name, and who answers for it or for what it was before. */
export type Told = Num & { readonly name: string; readonly by?: Confirmation; readonly before?: Confirmation }

/** The document with what people of this clinic have confirmed laid over it. */
export function withConfirmations(protocol: Protocol, held: Confirmations['held']): Protocol {
  const told = new Map<Num, Told>()
  for (const [name, num] of numbersOf(protocol)) {
    const confirmation = held[name]
    const standing = standingOf(num, confirmation)
    told.set(num, {
      ...num,
      name,
      confirmed: standing === 'document' || standing === 'person',
      ...(confirmation && standing === 'person' ? { by: confirmation } : {}),
      ...(confirmation && standing === 'changed' ? { before: confirmation } : {}),
    })
  }
  const over = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value
    const num = told.get(value as Num)
    if (num) return num
    return Array.isArray(value) ? value.map(over) : Object.fromEntries(Object.entries(value).map(([key, child]) => [key, over(child)]))
  }
  return over(protocol) as Protocol
}
