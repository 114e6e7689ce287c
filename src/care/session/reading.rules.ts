import { fitsDigits, plausibility, pressureProblems } from '../../medicine/plausible.ts'
import { minutesBetween } from '../../medicine/time.ts'
import { QUANTITIES, type Quantity } from '../../medicine/vitals.ts'
import type { Plausible } from '../protocol/protocol.ts'
import { blank, type Finding, no, type Room, really, when } from './findings.ts'
import { newestOf } from './readings.ts'
import type { Data } from './session.types.ts'
import { bounds } from './weight.ts'
import { nameOf, sourced, span, withUnit } from './words.ts'

/**
 * What is wrong or odd about a set of readings, as of its own time.
 *
 * Units:  each quantity's own (medicine/vitals.ts).
 * Errors: none; impossible is refused, possible but odd is asked about by `really:<quantity>`.
 * Source: protocol.plausible.
 */
export function setFindings(room: Room, data: Data<'readings-recorded'>): readonly Finding[] {
  const values = Object.entries(data.values) as [Quantity, number][]
  const skipped = Object.entries(data.notMeasured ?? {}) as [Quantity, string][]
  if (values.length + skipped.length === 0) return [no('empty-set', 'Nothing was entered: record a value, or why it was not measured.')]
  const strange = [...values, ...skipped].filter(([q]) => !Object.hasOwn(QUANTITIES, q))
  if (strange.length > 0) return strange.map(([q]) => no('no-such-quantity', `"${q}" is no reading that is kept here.`, q))
  return [
    ...skipped.flatMap(([q, why]) => [
      ...when(blank(why), () => no('why-not-measured', `Say why ${nameOf(q).toLowerCase()} was not measured.`, q)),
      ...when(data.values[q] !== undefined, () => no('contradiction', `${nameOf(q)} has a value and is marked as not measured.`, q)),
    ]),
    ...pressureProblems(data.values).map((reason) => no(reason.code, reason.message, reason.field)),
    ...values.flatMap(([q, value]) => valueFindings(room, q, value)),
    ...sourceFindings(room, data),
  ]
}

function valueFindings(room: Room, quantity: Quantity, value: number): readonly Finding[] {
  const range = room.p.plausible.find((one) => one.quantity === quantity)
  const said = `${nameOf(quantity)} ${withUnit(quantity, value)}`
  if (!Number.isFinite(value)) return [no('not-a-number', `${nameOf(quantity)} is not a number.`, quantity)]
  if (!QUANTITIES[quantity].device && !fitsDigits(value, QUANTITIES[quantity].digits))
    return [no('whole-number', `${said}: this score is a whole number.`, quantity)]
  if (!range) return []
  switch (plausibility(value, { possible: bounds(range.possible), usual: bounds(range.usual) })) {
    case 'impossible':
      return [no('impossible', `${said} cannot be: it lies between ${range.possible.min.value} and ${sourced(range.possible.max, room.p)}.`, quantity)]
    case 'unusual':
      return [really(quantity, `${said} is outside the usual ${range.usual.min.value} to ${withUnit(quantity, range.usual.max.value)}. Is it right?`, quantity)]
    case 'usual':
      return jump(room, quantity, value, range)
  }
}

/** Far from the last value of this session: by more than half the width of what is usual. A score may jump, that is its nature. */
function jump(room: Room, quantity: Quantity, value: number, { usual }: Plausible): readonly Finding[] {
  const last = newestOf(room.s, quantity, room.at)
  if (!QUANTITIES[quantity].device || !last || Math.abs(value - last.value) * 2 <= usual.max.value - usual.min.value) return []
  const ago = span(minutesBetween(last.at, room.at))
  return [
    really(quantity, `${nameOf(quantity)} ${withUnit(quantity, value)} is far from ${withUnit(quantity, last.value)} ${ago} before. Is it right?`, quantity),
  ]
}

/** A monitor's value belongs to a value, and is not from long before. */
function sourceFindings({ at, p }: Room, { values, from }: Data<'readings-recorded'>): readonly Finding[] {
  return (Object.entries(from) as [Quantity, { observedAt: Room['at'] }][]).flatMap(([q, { observedAt }]) => {
    if (values[q] === undefined) return [no('source-without-value', 'A monitor is named for a value that is not there.', q)]
    const ago = minutesBetween(observedAt, at)
    return when(ago > p.lateAfter.value, () => really(q, `The monitor measured ${nameOf(q).toLowerCase()} ${span(ago)} before this set. Is it still right?`, q))
  })
}
