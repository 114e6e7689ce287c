import type { Instant } from '../../medicine/time.ts'
import { alertsAfterCorrection } from './alert.corrections.ts'
import { alertNames } from './alert.names.ts'
import { fits, isCorrectable } from './correctable.ts'
import { escortFindings, fastFindings, weightFindings } from './decide.before.ts'
import { drugFindings, eventFindings, ivFindings, noteFindings } from './decide.care.ts'
import { assessFindings } from './decide.leaving.ts'
import { bagFindings, bolusFindings, pauseFindings, rateFindings, resumeFindings, startFindings, stopFindings } from './decide.pump.ts'
import type { Correction } from './entries.ts'
import { asIf } from './evolve.ts'
import { blank, type Deciders, type Finding, no, type Room, verdict, when } from './findings.ts'
import { badMoment, inTheFuture } from './moments.ts'
import { broken } from './pump.ts'
import { setFindings } from './reading.rules.ts'
import type { Entry, Live } from './session.state.ts'
import type { CorrectableType, Data, SessionCommandType, SessionFact } from './session.types.ts'
import { pumpAfter } from './status.ts'

/**
 * Corrections and strikes. The entry as written stays in the history; what stands is judged as if it had been entered so
 * at its own time, and the session as a whole must still make sense.
 */
export const decideCorrections: Deciders<'replace-entry' | 'strike-entry'> = {
  'replace-entry': (room, data) => {
    const entry = entryOf(room.s, data.entry)
    const correction: Correction = { ...act(room), entry: data.entry, reason: data.reason, data: data.data, newAt: data.at, strikes: false }
    const found = [
      ...targetFindings(entry, data.type),
      ...when(blank(data.reason), () => no('reason', 'A correction needs its reason.', 'reason')),
      ...when(!fits(data.type, data.data), () => no('bad-data', 'The correction is not complete, or a number in it cannot be read.', 'data')),
    ]
    if (found.length > 0 || !entry) return verdict(found)
    const after = asIf(room.s, correction)
    const content = contentFindings(room, data.type, data.data, data.at, entry)
    return verdict([...content, ...wholeFindings(after)], { type: 'entry-replaced', data, corrects: data.entry }, () => alertsAfter(room, entry, after))
  },
  'strike-entry': (room, data) => {
    const entry = entryOf(room.s, data.entry)
    const correction: Correction = { ...act(room), entry: data.entry, reason: data.reason, strikes: true }
    const found = [...targetFindings(entry, entry?.fact.type), ...when(blank(data.reason), () => no('reason', 'Striking an entry needs its reason.', 'reason'))]
    if (found.length > 0 || !entry) return verdict(found)
    const after = asIf(room.s, correction)
    return verdict(wholeFindings(after), { type: 'entry-struck', data, corrects: data.entry }, () => alertsAfter(room, entry, after))
  },
}

const act = ({ id, at, now, by }: Room) => ({ event: id, at, recordedAt: now, by })
const entryOf = (s: Live, id: string): Entry | undefined => s.entries.find(({ fact }) => fact.id === id)

function targetFindings(entry: Entry | undefined, type: string | undefined): readonly Finding[] {
  if (!entry) return [no('no-such-entry', 'There is no such entry in this session.', 'entry')]
  if (!isCorrectable(entry.fact.type))
    return [no('not-correctable', 'This entry is a step or a signature; it stays as it is. What followed can be written as a note.', 'entry')]
  if (entry.stands === 'struck') return [no('struck', 'This entry has been struck; enter it anew.', 'entry')]
  return when(entry.fact.type !== type, () => no('other-type', 'A correction keeps the kind of the entry; strike it and enter the other one.', 'type'))
}

type Check<T extends CorrectableType> = (room: Room, data: Data<T>) => readonly Finding[]
const nothing = () => []
const CONTENT: { readonly [T in CorrectableType]: Check<T> } = {
  'readings-recorded': setFindings,
  'drug-given': drugFindings,
  'note-written': noteFindings,
  'adverse-event-recorded': eventFindings,
  'weight-measured': weightFindings,
  'fast-answered': fastFindings,
  'escort-named': escortFindings,
  'infusion-started': startFindings,
  'rate-changed': rateFindings,
  'infusion-paused': pauseFindings,
  'infusion-resumed': resumeFindings,
  'infusion-stopped': stopFindings,
  'bolus-given': bolusFindings,
  'bag-changed': bagFindings,
  'iv-placed': ivFindings,
  'iv-checked': nothing,
  'iv-removed': nothing,
  assessed: assessFindings,
}

/** As if entered at its time into the session without it. The order of the pump is judged on the whole, afterwards. */
function contentFindings(room: Room, type: CorrectableType, data: unknown, at: Instant, entry: Entry): readonly Finding[] {
  const without = asIf(room.s, { ...act(room), entry: entry.fact.id, reason: '', strikes: true })
  const moment = [...inTheFuture(at, room.now), ...badMoment(room.s, COMMAND[type], at, room.now)]
  if (moment.length > 0) return moment.slice(0, 1)
  const found = (CONTENT[type] as Check<CorrectableType>)({ ...room, s: without, at, id: entry.fact.id, happened: true }, data as Data<CorrectableType>)
  return found.filter(({ reason }) => reason.code !== 'pump-order')
}

/** The command that writes each kind of entry, for the rules about its moment. */
const COMMAND: Readonly<Record<CorrectableType, SessionCommandType>> = {
  'readings-recorded': 'record-readings',
  'drug-given': 'give-drug',
  'note-written': 'write-note',
  'adverse-event-recorded': 'record-adverse-event',
  'weight-measured': 'record-weight',
  'fast-answered': 'answer-fast',
  'escort-named': 'name-escort',
  'infusion-started': 'start-infusion',
  'rate-changed': 'change-rate',
  'infusion-paused': 'pause',
  'infusion-resumed': 'resume',
  'infusion-stopped': 'stop-infusion',
  'bolus-given': 'give-bolus',
  'bag-changed': 'change-bag',
  'iv-placed': 'place-iv',
  'iv-checked': 'check-iv',
  'iv-removed': 'remove-iv',
  assessed: 'assess',
}

/** What would no longer make sense of the session as a whole. */
function wholeFindings(after: Live): readonly Finding[] {
  const pump = pumpAfter(after.pump)
  return [
    ...broken(after.pump),
    ...when(pump !== 'not-started' && !after.iv, () => no('iv-in-use', 'The infusion ran through this IV; correct its entry instead of striking it.')),
    ...when(Boolean(after.discharged ?? after.handOver) && pump !== 'stopped', () =>
      no('left-while-infusing', 'The patient was handed over after the stop; without it the infusion would still run.'),
    ),
  ]
}

function alertsAfter({ s, p, id }: Room, { fact }: Entry, after: Live): readonly SessionFact[] {
  const old = s.readings.find(({ event }) => event === fact.id)
  return old ? alertsAfterCorrection(after, p, old, alertNames(id)) : []
}
