import { blank, type DataOf, type Deciders, type Finding, no, type Room, really, verdict, when } from './findings.ts'
import { isOpenGate } from './gates.ts'
import { readiness } from './readiness.ts'
import { hasRole } from './roles.ts'
import type { Data } from './session.types.ts'
import { stoppedAt } from './status.ts'

type Leaving = 'assess' | 'override-criterion' | 'hand-over' | 'discharge' | 'sign' | 'amend'

/** The way home, and the record. */
export const decideLeaving: Deciders<Leaving> = {
  assess: (room, data) => verdict(assessFindings(room, data), { type: 'assessed', data }),
  'override-criterion': (room, data) => verdict(overrideFindings(room, data), { type: 'criterion-overridden', data }),
  'hand-over': (room, data) => verdict(handOverFindings(room, data), { type: 'handed-over', data }),
  discharge: (_, data) => verdict([], { type: 'discharged', data }),
  sign: (room, data) => verdict(signFindings(room, data), { type: 'signed', data }),
  amend: (_, data) =>
    verdict(
      [
        ...when(blank(data.words), () => no('no-words', 'There is nothing written yet.', 'words')),
        ...when(blank(data.reason), () => no('reason', 'An amendment needs its reason.', 'reason')),
      ],
      { type: 'amended', data },
    ),
}

export const assessFindings = ({ s, at }: Room, data: Data<'assessed'>): readonly Finding[] => {
  const stopped = stoppedAt(s)
  return [
    ...when(
      Object.values(data).every((part) => part === undefined),
      () => no('empty-set', 'Nothing was assessed.'),
    ),
    ...when(stopped !== undefined && at < stopped, () => no('before-stop', 'An assessment for going home comes after the infusion.', 'at')),
  ]
}

function overrideFindings({ s, p, at, by }: Room, { criterion, reason }: DataOf<'override-criterion'>): readonly Finding[] {
  const it = readiness(s, p, at).find(({ id }) => id === criterion)
  if (!it) return [no('no-such-criterion', 'The protocol has no such criterion.', 'criterion')]
  if (!isOpenGate(it)) return [no('nothing-to-override', `"${it.says}" is ${it.state}; there is nothing to override.`, 'criterion')]
  return [
    ...when(it.overridableBy.length === 0, () => no('not-overridable', `The protocol lets nobody override "${it.says}". ${it.why}`, 'criterion')),
    ...when(it.overridableBy.length > 0 && !hasRole(by, it.overridableBy as readonly 'physician'[]), () =>
      no('not-your-role', `Overriding this is for a ${it.overridableBy.join(' or ')}.`, 'criterion'),
    ),
    ...when(blank(reason), () => no('reason', 'An override needs its reason.', 'reason')),
  ]
}

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase()

function handOverFindings({ s }: Room, { escort, signature, advice }: DataOf<'hand-over'>): readonly Finding[] {
  const named = s.escort?.name
  return [
    ...when(blank(escort), () => no('no-name', 'Say to whom the patient is handed over.', 'escort')),
    ...when(blank(signature.name), () => no('no-signature', 'The escort signs with their name.', 'signature')),
    ...when(blank(advice), () => no('no-advice', 'Say which written advice was given.', 'advice')),
    ...when(!blank(escort) && !named, () => no('no-escort', 'No escort is named in this session; name the escort first.', 'escort')),
    ...when(!blank(escort) && named !== undefined && !same(escort, named), () =>
      really('escort', `${named} was named as escort, and this is ${escort}.`, 'escort'),
    ),
  ]
}

function signFindings({ s, by }: Room, { as }: DataOf<'sign'>): readonly Finding[] {
  return [
    ...when(!hasRole(by, [as]), () => no('not-your-role', `Signing as ${as} is for a ${as}.`, 'as')),
    ...when(s.signatures[as] !== undefined, () => no('already-signed', `${s.signatures[as]?.by.name} has signed as ${as}.`, 'as')),
  ]
}
