import type { Actor } from '../../../medicine/record.ts'
import { scoresAt, simulate, usualCourse } from '../../../medicine/simulator.ts'
import { addMinutes, type Instant } from '../../../medicine/time.ts'
import type { Values } from '../../../medicine/vitals.ts'
import { shippedProtocol } from '../../protocol/protocol.fixture.ts'
import { fold, type Live, type SessionFact, type SessionRecorded } from '../session.ts'
import type { RecordInput } from './content.ts'

/** One whole session, made up: a pause for anxiety, a symptom with a drug, a correction, a late entry, one override, both signatures. */
export const loaded = shippedProtocol()
/** 10:00 in New York. The infusion starts at minute 10. */
export const START = '2026-11-24T15:00:00.000Z' as Instant
const staff = (id: string, name: string, ...roles: Actor['roles']): Actor => ({ kind: 'staff', id, name, roles }) as Actor
export const nurse = staff('n1', 'Kim Lee', 'nurse')
const physician = staff('p1', 'Dr. Sofia Marchetti', 'physician')
const sitter = staff('t1', 'Noor Haddad', 'therapist')

type Told = { minute: number; fact: SessionFact; by?: Actor; recordedMinute?: number }
const course = usualCourse(41, {
  minutes: 160,
  infusing: [
    { from: 10, to: 28 },
    { from: 34, to: 56 },
  ],
  rise: { systolic: 27, diastolic: 16, heartRate: 12, spo2: -2 },
})
const monitor = [...simulate(course)]

function seen(minute: number): Values {
  const sample = monitor.findLast(({ second }) => second <= minute * 60)
  const cuff = monitor.findLast(({ second, values }) => second <= minute * 60 && values.systolic !== undefined)
  const { 'heart-rate': hr, spo2, 'respiratory-rate': rr } = sample?.values ?? {}
  const { systolic, diastolic } = cuff?.values ?? {}
  const all = { 'heart-rate': hr, systolic, diastolic, spo2, 'respiratory-rate': rr, moaas: scoresAt(course, minute).moaas }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
}
const felt = (minute: number): Values => {
  const { dissociation, nausea, anxiety } = scoresAt(course, minute)
  return { dissociation, nausea, anxiety }
}
const reading = (minute: number, values: Values, more: Partial<Told> = {}): Told => ({
  minute,
  fact: { type: 'readings-recorded', data: { values, from: {} } },
  ...more,
})

const before: Told[] = [
  {
    minute: -60,
    by: physician,
    fact: {
      type: 'session-scheduled',
      data: { patient: 'pat-1', protocol: loaded.ref, chair: '2', plannedFor: START },
    },
  },
  {
    minute: -50,
    by: physician,
    fact: {
      type: 'order-written',
      data: { drug: { name: 'Ketamine', rxnorm: '6130' }, doseMgPerKg: '0.5', weightKg: '72.4', durationMin: '40', concentrationMgPerMl: '0.4' },
    },
  },
  {
    minute: -48,
    by: physician,
    fact: {
      type: 'as-needed-ordered',
      data: { orderId: 'o-1', drug: 'Ondansetron', dose: '4', unit: 'mg', route: 'intravenous', indication: 'nausea or vomiting', maxDoses: 1 },
    },
  },
  { minute: -25, fact: { type: 'patient-arrived', data: {} } },
  { minute: -22, fact: { type: 'identity-confirmed', data: { checked: ['name', 'birth-date'] } } },
  { minute: -20, fact: { type: 'weight-measured', data: { kg: '72.1', method: 'scale' } } },
  { minute: -18, fact: { type: 'fast-answered', data: { lastFood: addMinutes(START, -700), lastDrink: addMinutes(START, -100) } } },
  { minute: -16, fact: { type: 'escort-named', data: { name: 'Tomás Reyes', phone: '+1 555 0142', relation: 'husband' } } },
  {
    minute: -14,
    fact: { type: 'allergies-reviewed', data: { allergies: [{ substance: 'Penicillin', reaction: 'hives' }], noneKnown: false } },
  },
  { minute: -8, by: physician, fact: { type: 'gate-overridden', data: { gate: 'fast', reason: 'A sip of water with the morning tablet; no solid food' } } },
  reading(-5, seen(0)),
  { minute: 2, fact: { type: 'iv-placed', data: { site: 'left forearm', gauge: '22 G', attempts: 1 } } },
  reading(5, seen(5)),
  { minute: 6, fact: { type: 'session-readied', data: {} } },
]

const during: Told[] = [
  { minute: 10, fact: { type: 'infusion-started', data: { rateMlPerHour: '135.7', concentrationMgPerMl: '0.4', bagMl: '100' } } },
  { minute: 10.5, by: sitter, fact: { type: 'attended', data: { present: true } } },
  reading(20, { ...seen(20), ...felt(20) }),
  { minute: 28, fact: { type: 'infusion-paused', data: { reason: 'frightened by the floating; reassured, lights down' } } },
  {
    minute: 28,
    fact: {
      type: 'adverse-event-recorded',
      data: {
        term: 'anxiety',
        words: 'said she was "coming apart"',
        grade: 2,
        serious: false,
        relatedness: 'related',
        action: 'Infusion paused, reassured by sitter',
      },
    },
  },
  reading(30, { ...seen(30), anxiety: 7 }),
  { minute: 34, fact: { type: 'infusion-resumed', data: { rateMlPerHour: '135.7' } } },
  reading(40, { ...seen(40), ...felt(40) }),
  reading(50, { ...seen(50), systolic: 162, ...felt(50) }),
  {
    minute: 50,
    fact: {
      type: 'alert-issued',
      data: {
        alert: 'a-1',
        quantity: 'systolic',
        side: 'above',
        severity: 'warning',
        limit: 160,
        clearBy: 150,
        value: 162,
        reading: 'f-24',
        setBy: 'protocol: DESIGN',
      },
    },
  },
  {
    minute: 51,
    fact: { type: 'alert-acknowledged', data: { alert: 'a-1', action: 'Cuff and arm checked, no symptoms; repeat in five minutes' } },
  },
  reading(55, { systolic: 146, diastolic: 84, 'heart-rate': 83 }),
  { minute: 55, fact: { type: 'alert-resolved', data: { alert: 'a-1', value: 146, reading: 'f-27' } } },
  { minute: 56, fact: { type: 'infusion-stopped', data: { reason: 'complete' } } },
]

const after: Told[] = [
  reading(60, { ...seen(60), ...felt(60), nausea: 4 }),
  {
    minute: 61,
    fact: {
      type: 'adverse-event-recorded',
      data: { term: 'nausea', words: 'no vomiting', grade: 1, serious: false, relatedness: 'related', action: 'Ondansetron as ordered' },
    },
  },
  { minute: 62, fact: { type: 'drug-given', data: { orderId: 'o-1', drug: 'Ondansetron', dose: '4', unit: 'mg', route: 'intravenous' } } },
  reading(75, { ...seen(75), 'heart-rate': 187 }),
  {
    minute: 80,
    by: sitter,
    fact: {
      type: 'note-written',
      data: {
        voice: 'sitter',
        access: 'clinicians',
        words: 'Cried quietly for a while, then calm. Asked to keep the eye mask. Wants to talk about her father next time.',
      },
    },
  },
  reading(90, { ...seen(90), ...felt(90), pain: 0 }, { recordedMinute: 112 }),
  reading(105, seen(105)),
  {
    minute: 106,
    fact: { type: 'adverse-event-followed', data: { event: 'f-34', grade: 1, outcome: 'resolved', remark: 'gone twenty minutes after the drug' } },
  },
  { minute: 112, fact: { type: 'iv-removed', data: { intact: true } } },
  {
    minute: 114,
    fact: { type: 'note-written', data: { voice: 'nurse', access: 'team', words: 'Calm and talkative. Walked to the bathroom without help. Drank tea.' } },
  },
  reading(118, { ...seen(118), ...felt(118), pain: 0 }),
  {
    minute: 119,
    fact: {
      type: 'assessed',
      data: {
        padss: { vitals: 2, ambulation: 2, nausea: 2, pain: 2, bleeding: 2 },
        oriented: { person: true, place: true, time: true },
        gait: 'steady',
        newSuicidalIntent: false,
        escortPresent: true,
        adviceGiven: true,
      },
    },
  },
  {
    minute: 122,
    fact: {
      type: 'handed-over',
      data: {
        escort: 'Tomás Reyes',
        signature: { name: 'Tomás Reyes', strokes: 'M12 60L20 22L31 64L44 40L58 66M70 30L120 58L150 44L178 70L240 38' },
        advice: 'English sheet, version 3: no driving until tomorrow, rest, whom to call',
      },
    },
  },
  { minute: 124, fact: { type: 'discharged', data: {} } },
]

const HASH = '5f2c9f0f3c6b1f7d8a51c0e9b7a4d6e2915d3c8f04ab67e1d2c3b4a5968778f1'

function recorded(told: readonly Told[]): SessionRecorded[] {
  return told.map(({ minute, fact, by = nurse, recordedMinute = minute + 0.4 }, i) => {
    const at = addMinutes(START, minute)
    return { id: `f-${i + 1}`, seq: i + 1, version: 1, via: {}, by, at, recordedAt: addMinutes(START, recordedMinute), ...fact } as SessionRecorded
  })
}

/** The id by which a later fact can name an earlier one: found by what it says, so that the list may change. */
const idOf = (facts: readonly SessionRecorded[], is: (fact: SessionRecorded) => boolean): string => facts.find(is)?.id ?? 'none'

export function exampleFacts(): SessionRecorded[] {
  const told = recorded([...before, ...during, ...after])
  const order = idOf(told, ({ type }) => type === 'order-written')
  const nausea = idOf(told, (fact) => fact.type === 'adverse-event-recorded' && fact.data.term === 'nausea')
  const late = told.findLast((fact) => fact.type === 'readings-recorded' && fact.at === addMinutes(START, 75))
  const linked = told.map((fact) => (fact.type === 'adverse-event-followed' ? { ...fact, data: { ...fact.data, event: nausea } } : fact)) as SessionRecorded[]
  const closing: Told[] = [
    { minute: -47, by: physician, fact: { type: 'order-signed', data: { order } } },
    {
      minute: 126,
      fact: {
        type: 'entry-replaced',
        data: {
          entry: late?.id ?? 'none',
          type: 'readings-recorded',
          data: { values: { ...seen(75), 'heart-rate': 78 }, from: {} },
          at: addMinutes(START, 75),
          reason: 'Heart rate was 78; a 1 too many was typed',
        },
      },
    },
    { minute: 130, fact: { type: 'signed', data: { as: 'nurse' } } },
    { minute: 150, by: physician, fact: { type: 'signed', data: { as: 'physician' } } },
    {
      minute: 260,
      by: physician,
      fact: { type: 'amended', data: { words: 'Called at home at 14:10: slept, ate, no complaints.', reason: 'Same-day telephone check' } },
    },
  ]
  const rest = recorded(closing).map((fact, i) => ({ ...fact, id: `f-${linked.length + i + 1}`, seq: linked.length + i + 1 }))
  return [...linked, ...(rest as SessionRecorded[])]
}

export function exampleInput(facts: readonly SessionRecorded[] = exampleFacts()): RecordInput {
  return {
    id: '0195f1c2-7a10-7cc1-9d00-3b7a52e6f001',
    session: fold(facts, loaded.protocol) as Live,
    protocol: loaded,
    patient: {
      givenName: 'Ana',
      familyName: 'Reyes',
      birthDate: '1985-03-04',
      sex: 'female',
      mrn: 'WM-00172',
      allergies: [{ substance: 'Penicillin', reaction: 'hives' }],
      allergyStatus: 'listed',
    },
    clinic: { name: 'Harbor Street Clinic', zone: 'America/New_York' },
    chairs: new Map([['2', 'Chair 2, window']]),
    head: { seq: facts.length, hash: HASH },
    asOf:
      facts
        .map(({ recordedAt }) => recordedAt)
        .sort()
        .at(-1) ?? START,
  }
}
