import { fraction, rounded } from '../../../medicine/exact.ts'
import { account } from '../../../medicine/infusion.ts'
import type { Instant } from '../../../medicine/time.ts'
import { shown, shownShort } from '../../../medicine/units.ts'
import type { Live } from '../session.state.ts'
import { startedAt, stoppedAt } from '../status.ts'
import { totals } from '../totals.ts'
import type { Book } from './book.ts'
import type { Block, Line, Section } from './content.ts'
import { factWords, who } from './fact.words.ts'

/** The order as it was written and who stands for it, with its arithmetic. */
export function orderSection(s: Live, book: Book, asOf: Instant): Section {
  const { order } = s
  if (!order) return { title: 'Order', blocks: [{ kind: 'none', says: 'No order was written.' }] }
  const sums = totals(s, asOf)
  const dose = `${order.doseMgPerKg} mg/kg × ${order.weightKg} kg`
  return {
    title: 'Order',
    blocks: lines(
      ['Drug', `${order.drug.name}, intravenous`],
      ['Dose', sums ? `${dose} = ${shownShort(sums.orderedMg, 2)} mg` : dose],
      ['Solution', sums ? `${order.concentrationMgPerMl} mg/mL, ${shownShort(sums.orderedMl, 1)} mL` : `${order.concentrationMgPerMl} mg/mL`],
      ['Over', sums ? `${order.durationMin} min at ${shown(sums.plannedRateMlPerHour, 1)} mL/h` : `${order.durationMin} min`],
      ['Reason', order.reason],
      ['Written', `${who(order.by)}, ${book.time(order.at)}`],
      ['Signed', order.signed ? `${who(order.signed.by)}, ${book.time(order.signed.at)}` : 'Not signed'],
    ),
  }
}

/** What was given, from the pump's changes. */
export function totalsSection(s: Live, book: Book, asOf: Instant): Section {
  const start = startedAt(s)
  const sums = totals(s, asOf)
  if (!start) return { title: 'Given', blocks: [{ kind: 'none', says: 'No infusion was started.' }] }
  if (!sums) return { title: 'Given', blocks: [{ kind: 'none', says: 'The pump record cannot be read; see the history.' }] }
  const stop = stoppedAt(s)
  const given = account(s.pump, asOf)
  const pauses = s.pump.filter(({ kind }) => kind === 'paused').length
  const beyond = given.beyondBag.n.gt(0)
    ? `${rounded(given.beyondBag, 1)} mL more than the bag held; the bag was empty at ${given.bag?.emptyAt ? book.time(given.bag.emptyAt) : 'an unknown time'}`
    : undefined
  return {
    title: 'Given',
    blocks: lines(
      ['Delivered', `${shownShort(sums.deliveredMg, 2)} mg of ${shownShort(sums.orderedMg, 2)} mg ordered`],
      ['Per weight', `${shown(sums.deliveredMgPerKg, 3)} mg/kg of the ordered weight`],
      ['Volume', `${shownShort(sums.deliveredMl, 1)} mL`],
      ['Started', `${book.time(start)} at ${firstRate(s)} mL/h`],
      ['Stopped', stop ? `${book.time(stop)}${stopReason(s, book)}` : notStopped(s, book)],
      ['Ran', minutes(sums.runningMs)],
      ['Paused', pauses === 0 ? 'Not paused' : `${pauses} ${pauses === 1 ? 'time' : 'times'}, ${minutes(given.pausedMs)} in all`],
      ['Pump record', beyond],
    ),
  }
}

/** Milliseconds as whole minutes, the half up. */
export const minutes = (ms: number): string => `${rounded(fraction(ms, 60_000), 0)} min`

function notStopped(s: Live, book: Book): string {
  const paused = s.pump.findLast(({ kind }) => kind === 'paused' || kind === 'resumed')
  return paused?.kind === 'paused' ? `Not stopped by this record; paused since ${book.time(paused.at)}` : 'Not stopped by this record'
}

const firstRate = (s: Live): string => s.pump.map((change) => (change.kind === 'started' ? shown(change.rateMlPerHour, 1) : '')).find(Boolean) ?? ''

function stopReason(s: Live, book: Book): string {
  const stop = s.pump.findLast(({ kind }) => kind === 'stopped')
  const entry = stop && book.entry(stop.event)
  const words = entry && factWords(entry.fact, book)
  return words ? `, ${words.replace('Infusion stopped: ', '')}` : ''
}

const lines = (...rows: readonly (readonly [string, string | undefined])[]): readonly Block[] => [
  { kind: 'lines', lines: rows.filter((row): row is readonly [string, string] => row[1] !== undefined).map(([label, value]): Line => ({ label, value })) },
]
