import type { Reason } from '../../medicine/record.ts'
import type { Span, Verdict } from '../../medicine/rules/types.ts'
import { type Instant, msBetween } from '../../medicine/time.ts'
import { type Around, emptyReason, notPhysician } from './around.ts'
import type { Decision, DecisionOrder } from './decision.types.ts'
import { changeSentence } from './decision.words.ts'
import { differences } from './differences.ts'
import { mayOverride, needsOverride, takenOf } from './taken.ts'

type SignData = Extract<DecisionOrder, { type: 'sign' }>['data']

/** Why a signature cannot be given, every reason at once. */
export function signObjections(state: Decision, data: SignData, around: Around): readonly Reason[] {
  const who = notPhysician(around.by)
  if (who.length > 0) return who
  if (!state.asked) return [{ code: 'nothing-asked', message: 'Choose first what the patient is considered for.' }]
  if (!around.verdict) return [{ code: 'no-such-policy', message: 'The protocol this patient is considered for is no longer here. Choose another.' }]
  const moved = movedOn(state, data, around, around.verdict)
  if (moved.length > 0) return moved
  return data.outcome === 'accept' ? acceptObjections(data, around, around.verdict) : otherObjections(data, around)
}

/** A signature stands for what was on the screen: when more is known by now, it is shown first. */
function movedOn({ history }: Decision, { seen }: SignData, { factsSeq }: Around, verdict: Verdict): readonly Reason[] {
  if (seen.hash !== verdict.policy.hash)
    return [{ code: 'other-policy', message: 'The protocol is not the one that was on the screen. Look again before you sign.' }]
  if (seen.factsSeq === factsSeq) return []
  const shown = history.findLast((one) => one.policy.hash === seen.hash && one.factsSeq <= seen.factsSeq)
  const changed = shown ? differences(shown, takenOf(verdict, factsSeq)) : []
  const first = { code: 'moved-on', message: 'More is known by now than was on the screen. Look again before you sign.' }
  const what = changed.map((one) => ({ code: 'changed', field: one.rule, message: changeSentence(one) }))
  return [first, ...(what.length > 0 ? what : [{ code: 'nothing-changed', message: 'No finding came out otherwise.' }])]
}

function acceptObjections({ reason, overrides, until }: SignData, { active, now, policies }: Around, { findings, policy }: Verdict): readonly Reason[] {
  const given = new Map(overrides.map((one) => [one.rule, one.reason]))
  const open = findings.filter((one) => needsOverride(one) && !given.has(one.rule))
  const idle = overrides.filter(({ rule }) => !findings.some((one) => one.rule === rule && mayOverride(one)))
  const bare = overrides.filter((one) => one.reason.trim() === '')
  const twice = given.size < overrides.length
  const weighed = findings.some(({ severity, raised }) => severity === 'review' && raised === 'yes')
  const validFor = policies.find(({ id }) => id === policy.id)?.decisionValidFor
  return [
    ...(active ? [] : [{ code: 'not-active', message: 'This protocol is not in force in this clinic, so nobody can be accepted under it.' }]),
    ...open.map(({ rule, says, raised }) => ({
      code: raised === 'yes' ? 'excluded' : 'unknown',
      field: rule,
      message:
        raised === 'yes'
          ? `${says}: this excludes. Say why it does not here, or decide otherwise.`
          : `${says}: not known. Get it, or say why you decide without it.`,
    })),
    ...idle.map(({ rule }) => ({ code: 'nothing-to-override', field: rule, message: `There is nothing to go past at "${rule}".` })),
    ...bare.map(({ rule }) => ({ code: 'no-reason', field: rule, message: `${saysOf(findings, rule)}: say why you go past it.` })),
    ...(twice ? [{ code: 'named-twice', message: 'A finding is named twice.' }] : []),
    ...(weighed ? emptyReason(reason).map((one) => ({ ...one, message: 'Say how you weighed what is to be reviewed.' })) : []),
    ...untilObjections(until, now, validFor),
  ]
}

function otherObjections({ outcome, reason, overrides, until }: SignData, { now }: Around): readonly Reason[] {
  return [
    ...emptyReason(reason),
    ...(overrides.length > 0 ? [{ code: 'nothing-to-override', message: 'Only an acceptance goes past findings.' }] : []),
    ...(until && outcome === 'decline' ? [{ code: 'no-end', field: 'until', message: 'A decline has no end. Defer to look again on a day.' }] : []),
    ...(until && until <= now ? [{ code: 'until-past', field: 'until', message: 'This day is over.' }] : []),
  ]
}

function untilObjections(until: Instant | undefined, now: Instant, validFor: Span | undefined): readonly Reason[] {
  if (!until) return [{ code: 'no-until', field: 'until', message: 'Say until when the acceptance holds.' }]
  if (until <= now) return [{ code: 'until-past', field: 'until', message: 'This day is over.' }]
  // The last day is whole: it ends up to a day after the span, wherever in the day it was signed.
  return validFor && msBetween(now, until) > msOfSpan(validFor) + DAY_MS
    ? [{ code: 'until-too-far', field: 'until', message: `The protocol lets an acceptance hold ${validFor.value} ${UNIT_WORDS[validFor.unit]} at most.` }]
    : []
}

/** An exclusion is never gone past by a slip. */
export const signQuestions = ({ outcome, overrides }: SignData, { verdict }: Around): readonly Reason[] =>
  outcome !== 'accept'
    ? []
    : overrides.flatMap(({ rule }) => {
        const found = verdict?.findings.find((one) => one.rule === rule && one.severity === 'exclude')
        if (!found) return []
        const how = found.raised === 'yes' ? 'excludes under this protocol' : 'would exclude under this protocol, and is not known'
        return [
          { code: `exclude:${rule}`, field: rule, message: `${found.says}: this ${how}. Accept all the same? It is named wherever this decision is shown.` },
        ]
      })

const saysOf = (findings: Verdict['findings'], rule: string) => findings.find((one) => one.rule === rule)?.says ?? rule

const DAY_MS = 86_400_000
const UNIT_WORDS = { min: 'minutes', h: 'hours', d: 'days', wk: 'weeks', mo: 'months', a: 'years' } as const
/** Units: months and years as the mean of the calendar (UCUM: mo 30.4375 d, a 365.25 d). */
const UNIT_MS = { min: 60_000, h: 3_600_000, d: DAY_MS, wk: 7 * DAY_MS, mo: 30.4375 * DAY_MS, a: 365.25 * DAY_MS } as const
const msOfSpan = ({ value, unit }: Span): number => value * UNIT_MS[unit]
