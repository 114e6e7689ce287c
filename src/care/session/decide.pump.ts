import { inTime, later } from './acts.ts'
import { concentrationDiffers, notANumber, overDose, rateOverOrder } from './dose.ts'
import { blank, type Deciders, type Finding, no, type Room, softened, verdict, when } from './findings.ts'
import { misfits } from './pump.ts'
import type { PumpChange } from './session.state.ts'
import type { Data } from './session.types.ts'

type AtThePump = 'start-infusion' | 'change-rate' | 'pause' | 'resume' | 'give-bolus' | 'change-bag' | 'stop-infusion'

/** The pump, at the moment each change took effect. */
export const decidePump: Deciders<AtThePump> = {
  'start-infusion': (room, data) => verdict(startFindings(room, data), { type: 'infusion-started', data }),
  'change-rate': (room, data) => verdict(rateFindings(room, data), { type: 'rate-changed', data }),
  pause: (room, data) => verdict(pauseFindings(room), { type: 'infusion-paused', data }),
  resume: (room, data) => verdict(resumeFindings(room, data), { type: 'infusion-resumed', data }),
  'give-bolus': (room, data) => verdict(bolusFindings(room, data), { type: 'bolus-given', data }),
  'change-bag': (room, data) => verdict(bagFindings(room, data), { type: 'bag-changed', data }),
  'stop-infusion': (room, data) => verdict(stopFindings(room, data), { type: 'infusion-stopped', data }),
}

type Turn = PumpChange extends infer C ? (C extends PumpChange ? Omit<C, 'event' | 'at' | 'recordedAt' | 'by'> : never) : never
const changeOf = ({ id, at, now, by }: Room, turn: Turn): PumpChange => ({ event: id, at, recordedAt: now, by, ...turn }) as PumpChange

/** First the numbers must read, then the change must fit in time, then dose and rate against the order. */
function checked(room: Room, turn: Turn, numbers: readonly Finding[], against: (pump: readonly PumpChange[]) => readonly Finding[]): readonly Finding[] {
  if (numbers.length > 0) return numbers
  const change = changeOf(room, turn)
  const wrong = misfits(room.s.pump, change)
  return wrong.length > 0 ? wrong : softened(room.happened, against(inTime(room.s.pump, change)))
}

const signedOrder = ({ s }: Room) => (s.order?.signed ? s.order : undefined)

function againstOrder(room: Room, runsOn: boolean): (pump: readonly PumpChange[]) => readonly Finding[] {
  return (pump) => {
    const order = signedOrder(room)
    if (!order) return [no('no-signed-order', 'There is no signed order to give this by.')]
    return [...rateOverOrder(order, pump, room.at, room.p), ...overDose(order, pump, later(room.at, room.now), runsOn, room.p)]
  }
}
/** Of a bag that is not the ordered one the rate says nothing. */
function bagAndRate(room: Room, concentration: string, runsOn: boolean, pump: readonly PumpChange[]): readonly Finding[] {
  const order = signedOrder(room)
  const other = order ? concentrationDiffers(order, concentration) : []
  return other.length > 0 ? other : againstOrder(room, runsOn)(pump)
}
const bagNumbers = ({ concentrationMgPerMl, bagMl }: { readonly concentrationMgPerMl: string; readonly bagMl: string }) => [
  ...notANumber('concentrationMgPerMl', concentrationMgPerMl, 'mg/mL'),
  ...notANumber('bagMl', bagMl, 'mL'),
]
const rateNumber = (rate: string) => notANumber('rateMlPerHour', rate, 'mL/h')

export const startFindings = (room: Room, data: Data<'infusion-started'>): readonly Finding[] =>
  checked(room, { kind: 'started', ...data }, [...rateNumber(data.rateMlPerHour), ...bagNumbers(data)], (pump) =>
    bagAndRate(room, data.concentrationMgPerMl, true, pump),
  )

export const rateFindings = (room: Room, { rateMlPerHour }: Data<'rate-changed'>): readonly Finding[] =>
  checked(room, { kind: 'rate', rateMlPerHour }, rateNumber(rateMlPerHour), againstOrder(room, true))

export const pauseFindings = (room: Room): readonly Finding[] => checked(room, { kind: 'paused' }, [], () => [])

export const resumeFindings = (room: Room, { rateMlPerHour }: Data<'infusion-resumed'>): readonly Finding[] =>
  checked(room, { kind: 'resumed', rateMlPerHour }, rateNumber(rateMlPerHour), againstOrder(room, true))

export const bolusFindings = (room: Room, { ml, reason }: Data<'bolus-given'>): readonly Finding[] =>
  checked(
    room,
    { kind: 'bolus', ml },
    [...notANumber('ml', ml, 'mL'), ...when(blank(reason), () => no('reason', 'A bolus needs its reason.', 'reason'))],
    againstOrder(room, false),
  )

export const bagFindings = (room: Room, data: Data<'bag-changed'>): readonly Finding[] =>
  checked(
    room,
    { kind: 'bag', concentrationMgPerMl: data.concentrationMgPerMl, bagMl: data.bagMl },
    [...bagNumbers(data), ...when(blank(data.reason), () => no('reason', 'A bag change needs its reason.', 'reason'))],
    (pump) => bagAndRate(room, data.concentrationMgPerMl, false, pump),
  )

/** Stopping is never held up by a dose: only its place in time and, for "other", its words are asked for. */
export const stopFindings = (room: Room, { reason, remark }: Data<'infusion-stopped'>): readonly Finding[] => [
  ...checked(room, { kind: 'stopped', reason }, [], () => []),
  ...when(reason === 'other' && blank(remark), () => no('remark', 'For another reason, say which.', 'remark')),
]
