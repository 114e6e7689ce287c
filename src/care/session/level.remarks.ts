import { parseDecimal, rounded } from '../../medicine/exact.ts'
import { account } from '../../medicine/infusion.ts'
import type { Instant } from '../../medicine/time.ts'
import type { LevelPerson } from './level.person.ts'
import type { Facts } from './session.state.ts'

/** What the reader has to know about the record that a curve was drawn from. Always the same first: nobody hears the pump. */
export function remarks(s: Pick<Facts, 'order' | 'orderDraft' | 'pump'>, { weight }: LevelPerson, now: Instant): readonly string[] {
  const { order, orderDraft, pump } = s
  const { beyondBag } = account(pump, now)
  return [
    'Drawn from what people charted at the pump; no pump confirms it. What stands in the line before the vein is not known.',
    ...(order && !order.signed ? ['The order is not signed, so no planned course is drawn.'] : []),
    ...(orderDraft ? ['A newer order waits for its signature and is not drawn.'] : []),
    ...(order && weight && weight.by !== 'order' && differ(weight.kg, order.weightKg) ? [`The order was written for ${order.weightKg} kg.`] : []),
    ...(beyondBag.n.gt(0)
      ? [`By the record the pump ran ${rounded(beyondBag, 1)} mL past an empty bag; that part is not drawn. Check the bag entered in the record.`]
      : []),
  ]
}

const differ = (a: string, b: string): boolean => parseDecimal(a)?.eq(parseDecimal(b) ?? -1) === false
