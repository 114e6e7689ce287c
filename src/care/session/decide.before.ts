import { parseInstant } from '../../medicine/time.ts'
import { blank, type DataOf, type Deciders, type Finding, no, type Room, verdict, when } from './findings.ts'
import { gates, isOpenGate, needsReview } from './gates.ts'
import { pressures } from './readings.ts'
import { hasRole } from './roles.ts'
import type { Data } from './session.types.ts'
import { oddWeight, wrongUnit } from './weight.ts'
import { lower } from './words.ts'

type Preparing =
  | 'change-chair'
  | 'arrive'
  | 'confirm-identity'
  | 'record-weight'
  | 'answer-fast'
  | 'name-escort'
  | 'review-allergies'
  | 'accept-pressure'
  | 'override-gate'
  | 'ready'
  | 'abandon'

/** From the plan to the chair. */
export const decideBefore: Deciders<Preparing> = {
  'change-chair': ({ s }, data) =>
    verdict(
      when(blank(data.chair) || data.chair === s.chair, () => no('same-chair', 'Choose another chair than the present one.', 'chair')),
      { type: 'chair-changed', data },
    ),
  arrive: (_, data) => verdict([], { type: 'patient-arrived', data }),
  'confirm-identity': (_, data) =>
    verdict(
      when(!data.checked.some((sign) => sign !== data.checked[0]), () =>
        no('one-sign-only', 'One sign does not tell two people apart; check a second one, such as name and birth date.', 'checked'),
      ),
      { type: 'identity-confirmed', data },
    ),
  'record-weight': (room, { value, unit, method }) =>
    verdict([...wrongUnit(value, unit), ...(unit === 'kg' ? weightFindings(room, { kg: value, method }) : [])], {
      type: 'weight-measured',
      data: { kg: value, method },
    }),
  'answer-fast': (room, data) => verdict(fastFindings(room, data), { type: 'fast-answered', data }),
  'name-escort': (room, data) => verdict(escortFindings(room, data), { type: 'escort-named', data }),
  'review-allergies': (_, data) => verdict(allergyFindings(data), { type: 'allergies-reviewed', data }),
  'accept-pressure': (room, data) => verdict(acceptFindings(room, data), { type: 'pressure-accepted', data }),
  'override-gate': (room, data) => verdict(overrideFindings(room, data), { type: 'gate-overridden', data }),
  ready: (_, data) => verdict([], { type: 'session-readied', data }),
  abandon: (_, data) =>
    verdict(
      when(blank(data.reason), () => no('reason', 'Calling a session off needs the reason.', 'reason')),
      { type: 'abandoned', data },
    ),
}

export const weightFindings = ({ p, s, chartWeightKg }: Room, { kg }: Data<'weight-measured'>): readonly Finding[] =>
  oddWeight(kg, chartWeightKg ?? s.order?.weightKg, p, 'value')

export const fastFindings = ({ at }: Room, { lastFood, lastDrink }: Data<'fast-answered'>): readonly Finding[] =>
  [
    { field: 'lastFood', time: lastFood, what: 'food' },
    { field: 'lastDrink', time: lastDrink, what: 'drink' },
  ].flatMap(({ field, time, what }) => when(!parseInstant(time) || time > at, () => no('not-yet', `The last ${what} cannot be later than the answer.`, field)))

export const escortFindings = (_: Room, { name, phone, relation }: Data<'escort-named'>): readonly Finding[] => [
  ...when(blank(name), () => no('no-name', 'The escort needs a name.', 'name')),
  ...when(!/\d/.test(phone), () => no('no-phone', 'The escort needs a phone number that can be called.', 'phone')),
  ...when(blank(relation), () => no('no-relation', 'Say how the escort knows the patient.', 'relation')),
]

const allergyFindings = ({ allergies, noneKnown }: DataOf<'review-allergies'>): readonly Finding[] => [
  ...when(noneKnown && allergies.length > 0, () => no('contradiction', 'Either allergies are listed, or none are known.', 'noneKnown')),
  ...when(!noneKnown && allergies.length === 0, () => no('no-answer', 'Say that none are known, or list them; no answer is not "none".', 'allergies')),
  ...when(
    allergies.some(({ substance }) => blank(substance)),
    () => no('no-substance', 'Each allergy names its substance.', 'allergies'),
  ),
]

function acceptFindings({ s, p, at }: Room, { reading, reason }: DataOf<'accept-pressure'>): readonly Finding[] {
  const last = pressures(s, at).at(-1)
  return [
    ...when(!last || last.set.event !== reading || !needsReview(last, p.before), () =>
      no('not-that-pressure', 'A decision is about the last pressure; there is a newer one than this.', 'reading'),
    ),
    ...when(blank(reason), () => no('reason', 'The decision to go ahead needs its reason.', 'reason')),
  ]
}

function overrideFindings({ s, p, at, by }: Room, { gate, reason }: DataOf<'override-gate'>): readonly Finding[] {
  const it = gates(s, p, at).find(({ id }) => id === gate)
  if (!it) return [no('no-such-gate', 'The protocol has no such check.', 'gate')]
  if (!isOpenGate(it)) return [no('nothing-to-override', `"${it.says}" is ${it.state}; there is nothing to override.`, 'gate')]
  if (it.overridableBy.length === 0) return [no('not-overridable', `The protocol lets nobody override "${lower(it.says)}". ${it.why}`, 'gate')]
  return [
    ...when(!hasRole(by, it.overridableBy as readonly ('physician' | 'nurse')[]), () =>
      no('not-your-role', `Overriding "${lower(it.says)}" is for a ${it.overridableBy.join(' or ')}.`, 'gate'),
    ),
    ...when(blank(reason), () => no('reason', 'An override needs its reason.', 'reason')),
  ]
}
