import { z } from 'zod'
import { type Instant, parseInstant } from '../../medicine/time.ts'
import { QUANTITIES, type Quantity } from '../../medicine/vitals.ts'

/** What the commands of a session are made of, as it crosses HTTP. Bounds here keep junk out; clinical bounds are the protocol's. */

/** Characters that no database text and no canonical form can hold. */
const keepable = (text: string): boolean => text.isWellFormed() && !text.includes('\u0000')
const text = (most: number) => z.string().max(most).refine(keepable, 'a character in it cannot be kept')

/** Words a person typed. Empty ones pass: whether words are needed is the session's to decide, and it says so kindly. */
export const words = text(4000)
export const longWords = text(20_000)
/** A name, a site, a unit: a few words. */
export const label = text(200)

/** An exact decimal number as text. */
export const decimal = z.string().regex(/^\d{1,9}(\.\d{1,9})?$/, 'a decimal number, such as 0.5')

export const uuid = z.uuid().toLowerCase()
/** The name of something in the record: an event, an alert, an order, a chair, a device. */
export const name = text(100).min(1)

export const moment = z.string().transform((text, context): Instant => {
  const at = parseInstant(text)
  if (at) return at
  context.addIssue({ code: 'custom', message: 'not a moment with a zone, such as 2026-11-24T14:05:00.000Z' })
  return z.NEVER
})

export const quantity = z.enum(Object.keys(QUANTITIES) as [Quantity, ...Quantity[]])
/** JSON has no NaN; the bound keeps what no instrument shows. */
export const value = z.number().min(-1e6).max(1e6)
export const values = z.partialRecord(quantity, value)

export const grade = z.literal([1, 2, 3, 4, 5])
export const side = z.enum(['above', 'below'])
export const severity = z.enum(['warning', 'urgent'])
export const nothing = z.strictObject({})
