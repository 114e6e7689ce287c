import type { LoadedProtocol } from '../../care/protocol/protocol.ts'
import { alertNames } from '../../care/session/session.ts'
import type { Instant } from '../../medicine/time.ts'
import { PATIENTS, type Person, type Staff } from './people.ts'
import { type Seat, type Step, Story } from './story.ts'

export type Day = {
  readonly now: Instant
  readonly protocol: LoadedProtocol
  readonly staff: Staff
  /** Chart id of a patient, by number. */
  readonly patients: Readonly<Record<string, string>>
  readonly chairs: readonly string[]
  readonly devices: readonly { readonly id: string; readonly name: string }[]
}

const CONCENTRATION = '0.4'
const BAG = '100'
/** Standard order of the stories: 0.5 mg/kg over 40 min from a 0.4 mg/mL bag, so mL/h is the weight times 1.875. */
const rateOf = ({ weightKg }: Person): string => String(Number((Number(weightKg) * 1.875).toFixed(3)))

/** A day with sessions in every phase, told relative to now. */
export function storiesOf(day: Day): readonly Step[] {
  return [midInfusion, paused, unanswered, recovering, arriving, later, signedFirst, signedSecond, laterStill].flatMap((tell) => tell(day).steps)
}

function story(day: Day, mrn: string, place: number, seat: Omit<Seat, 'patient' | 'person' | 'chair' | 'device'>): Story {
  const person = PATIENTS.find((one) => one.mrn === mrn) as Person
  const at = { chair: day.chairs[place - 1] ?? '', device: day.devices[place - 1] ?? { id: '', name: '' } }
  const it = new Story(day.now, day.protocol, { ...seat, ...at, person, patient: day.patients[mrn] ?? '' }, day.staff.desk)
  const order = it.does(Math.min(-320, seat.plannedFor - 390), day.staff.physician, 'write-order', {
    drug: { name: day.protocol.protocol.drug.name, rxnorm: day.protocol.protocol.drug.rxnorm },
    doseMgPerKg: '0.5',
    weightKg: person.weightKg,
    durationMin: '40',
    concentrationMgPerMl: CONCENTRATION,
  })
  it.does(Math.min(-318, seat.plannedFor - 388), day.staff.physician, 'sign-order', { order })
  return it
}

const escorts = ['Sam Rivers', 'Lena Ortiz', 'Martin Shaw', 'Joy Adeyemi', 'Carl Novak', 'Dina Frost', 'Ben Harlow', 'Mia Castell']
const escortOf = (place: number): string => escorts[place % escorts.length] as string

/** From the door to the line, with every check met. */
function prepared(it: Story, { staff }: Day, person: Person, place: number, from: number): void {
  it.does(from, staff.desk, 'arrive', {})
  it.does(from + 1, staff.desk, 'name-escort', { name: escortOf(place), phone: `555-02${10 + place}`, relation: 'friend' })
  it.does(from + 3, staff.nurse, 'confirm-identity', { checked: ['name', 'birth-date'] })
  it.does(from + 4, staff.nurse, 'record-weight', { value: person.weightKg, unit: 'kg', method: 'scale' })
  it.does(from + 5, staff.nurse, 'answer-fast', { lastFood: it.moment(from - 600), lastDrink: it.moment(from - 240) })
  it.does(from + 6, staff.nurse, 'review-allergies', person.allergy ? { allergies: [person.allergy], noneKnown: false } : { allergies: [], noneKnown: true })
  it.reads(from + 8, staff.nurse)
  it.does(from + 12, staff.nurse, 'ready', {})
  it.does(from + 14, staff.nurse, 'place-iv', { site: 'left forearm', gauge: '22 G', attempts: 1 })
}

function started(it: Story, { staff }: Day, person: Person, at: number): void {
  it.does(at, staff.nurse, 'start-infusion', { rateMlPerHour: rateOf(person), concentrationMgPerMl: CONCENTRATION, bagMl: BAG })
  it.does(at + 1, staff.nurse, 'attend', { present: true })
}

const numbered = (mrn: string): Person => PATIENTS.find((one) => one.mrn === mrn) as Person

/** Chair 1: eighteen minutes in, all as expected. */
function midInfusion(day: Day): Story {
  const it = story(day, 'D-1001', 1, { plannedFor: -20, arrived: -42, infusing: [{ from: -18, to: 60 }] })
  prepared(it, day, numbered('D-1001'), 1, -42)
  started(it, day, numbered('D-1001'), -18)
  it.reads(-8, day.staff.nurse)
  it.samples(-42, 0)
  it.does(-6, day.staff.therapist, 'write-note', {
    voice: 'sitter',
    access: 'team',
    words: 'Eyes closed, breathing calmly, music on. Asked once how long is left.',
  })
  return it
}

/** Chair 2: pressure rose, the nurse acknowledged it and paused. */
function paused(day: Day): Story {
  const it = story(day, 'D-1002', 2, { plannedFor: -30, arrived: -68, infusing: [{ from: -34, to: -7 }] })
  const { nurse2 } = day.staff
  prepared(it, day, numbered('D-1002'), 2, -68)
  started(it, day, numbered('D-1002'), -34)
  it.reads(-23.5, nurse2)
  const high = it.reads(-9, nurse2)
  it.samples(-68, 0)
  it.does(-7, nurse2, 'pause', { reason: 'Pressure above the limit; no symptoms. Repeat in five minutes.' })
  it.does(-8, nurse2, 'acknowledge-alert', {
    alert: alertNames(high)(0),
    action: 'Asked about headache and chest pain: none. Pausing, repeat in five minutes.',
  })
  it.reads(-2.5, nurse2)
  return it
}

/** Chair 3: a high pressure that nobody has answered yet. */
function unanswered(day: Day): Story {
  const it = story(day, 'D-1003', 3, { plannedFor: -25, arrived: -53, infusing: [{ from: -26, to: 60 }] })
  prepared(it, day, numbered('D-1003'), 3, -53)
  started(it, day, numbered('D-1003'), -26)
  it.reads(-15, day.staff.nurse)
  it.reads(-2.5, day.staff.nurse)
  it.samples(-53, 0)
  return it
}

/** Chair 4: infusion done, some of what is needed for going home is met. */
function recovering(day: Day): Story {
  const it = story(day, 'D-1004', 4, { plannedFor: -80, arrived: -112, infusing: [{ from: -88, to: -48 }] })
  const { nurse2 } = day.staff
  prepared(it, day, numbered('D-1004'), 4, -112)
  started(it, day, numbered('D-1004'), -88)
  for (const minute of [-78, -68, -58, -49]) it.reads(minute, nurse2)
  it.does(-48, nurse2, 'stop-infusion', { reason: 'complete' })
  for (const minute of [-33, -18, -4]) it.reads(minute, nurse2, { pain: 0 })
  it.does(-12, nurse2, 'remove-iv', { intact: true })
  it.does(-3, nurse2, 'assess', {
    aldrete: { consciousness: 2, circulation: 2, breathing: 2, spo2: 2, activity: 1 },
    oriented: { person: true, place: true, time: true },
    gait: 'unsteady',
  })
  it.samples(-112, 0)
  return it
}

/** Chair 5: just arrived, half of the checks done. */
function arriving(day: Day): Story {
  const it = story(day, 'D-1005', 5, { plannedFor: 10, arrived: -13 })
  const { desk, nurse } = day.staff
  it.does(-13, desk, 'arrive', {})
  it.does(-12, desk, 'name-escort', { name: escortOf(5), phone: '555-0215', relation: 'brother' })
  it.does(-9, nurse, 'confirm-identity', { checked: ['name', 'birth-date'] })
  it.does(-8, nurse, 'record-weight', { value: numbered('D-1005').weightKg, unit: 'kg', method: 'scale' })
  it.reads(-4, nurse)
  it.samples(-13, 0)
  return it
}

const later = (day: Day): Story => story(day, 'D-1006', 6, { plannedFor: 45 })
const laterStill = (day: Day): Story => story(day, 'D-1009', 4, { plannedFor: 110 })

const ADVICE = 'Going home after ketamine, English'
const WELL = {
  aldrete: { consciousness: 2, circulation: 2, breathing: 2, spo2: 2, activity: 2 },
  oriented: { person: true, place: true, time: true },
  gait: 'steady',
  newSuicidalIntent: false,
  escortPresent: true,
  adviceGiven: true,
} as const

/** A whole session, from the door to both signatures. */
function whole(day: Day, mrn: string, place: number, from: number): Story {
  const start = from + 24
  const stop = start + 40
  const it = story(day, mrn, place, { plannedFor: start - 4, arrived: from, infusing: [{ from: start, to: stop }] })
  const { nurse, physician } = day.staff
  prepared(it, day, numbered(mrn), place, from)
  started(it, day, numbered(mrn), start)
  for (const minute of [10, 20, 30, 39]) it.reads(start + minute, nurse)
  it.does(stop, nurse, 'stop-infusion', { reason: 'complete' })
  for (const minute of [15, 30, 45, 60, 75]) it.reads(stop + minute, nurse, minute >= 60 ? { moaas: 5, dissociation: 0, pain: 0 } : {})
  it.does(stop + 62, nurse, 'remove-iv', { intact: true })
  it.does(stop + 77, nurse, 'assess', WELL)
  it.does(stop + 79, nurse, 'hand-over', { escort: escortOf(place), signature: { name: escortOf(place) }, advice: ADVICE })
  it.does(stop + 80, nurse, 'discharge', {})
  it.does(stop + 84, nurse, 'sign', { as: 'nurse' })
  it.does(stop + 95, physician, 'sign', { as: 'physician' })
  it.samples(from, stop + 80, 60, 20)
  return it
}

const signedFirst = (day: Day): Story => whole(day, 'D-1007', 6, -290)

function signedSecond(day: Day): Story {
  const it = whole(day, 'D-1008', 5, -240)
  const { nurse, physician } = day.staff
  it.does(-235, physician, 'order-as-needed', {
    orderId: 'ondansetron',
    drug: 'Ondansetron',
    dose: '4',
    unit: 'mg',
    route: 'intravenous',
    indication: 'nausea',
    maxDoses: 1,
  })
  it.does(-186, nurse, 'record-adverse-event', {
    term: 'nausea',
    words: 'Felt sick when turning the head',
    grade: 1,
    serious: false,
    relatedness: 'possibly',
    action: 'Ondansetron on order',
  })
  it.does(-185, nurse, 'give-drug', { orderId: 'ondansetron', dose: '4' })
  return it
}
