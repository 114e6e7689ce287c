import type { Decision as Answer, Reason } from '../../medicine/record.ts'
import type { Verdict } from '../../medicine/rules/types.ts'
import { type Around, emptyReason, notPhysician, type PolicyHead } from './around.ts'
import { signObjections, signQuestions } from './decision.sign.ts'
import type { Asking, Decision, DecisionFact, DecisionOrder, KeptOverride } from './decision.types.ts'
import { type Gap, gapsOf } from './gaps.ts'
import { takenOf } from './taken.ts'

export type Ordered = DecisionOrder & { readonly confirmed?: readonly string[] }

export function decide(state: Decision, order: Ordered, around: Around): Answer<DecisionFact> {
  const because = objections(state, order, around)
  if (because.length > 0) return { kind: 'refused', because }
  const open = (order.type === 'sign' ? signQuestions(order.data, around) : []).filter(({ code }) => !order.confirmed?.includes(code))
  return open.length > 0 ? { kind: 'ask', questions: open } : { kind: 'accepted', facts: factsOf(state, order, around) }
}

function objections(state: Decision, order: DecisionOrder, around: Around): readonly Reason[] {
  switch (order.type) {
    case 'ask-for':
      if (!around.policies.some(({ id }) => id === order.data.policy))
        return [{ code: 'no-such-policy', field: 'policy', message: 'There is no such protocol.' }]
      return state.asked?.policy === order.data.policy ? [{ code: 'already-asked-for', message: `This is what the patient is considered for already.` }] : []
    case 'sign':
      return signObjections(state, order.data, around)
    case 'withdraw':
      return [
        ...notPhysician(around.by),
        ...(state.signed && !state.withdrawn ? [] : [{ code: 'nothing-to-withdraw', message: 'There is no decision to withdraw.' }]),
        ...emptyReason(order.data.reason),
      ]
    case 'note-finding':
      return [
        ...(around.verdict?.findings.some(({ rule }) => rule === order.data.rule) ? [] : [{ code: 'no-such-finding', message: 'There is no such finding.' }]),
        ...(order.data.words.trim() === '' ? [{ code: 'no-words', field: 'words', message: 'Write the note.' }] : []),
      ]
    case 'ask-fact': {
      const gap = gaps(around).find(({ fact }) => fact === order.data.fact)
      if (!gap) return [{ code: 'not-missing', message: 'This is not missing any more.' }]
      const open = openAsking(state, gap.fact)
      return open ? [{ code: 'asked-already', message: `${open.by} asked for this already.` }] : []
    }
    case 'ask-all':
      return toAsk(state, around).length > 0 ? [] : [{ code: 'nothing-to-ask', message: 'Everything that is missing is asked for already.' }]
    default:
      return order satisfies never
  }
}

function factsOf(state: Decision, order: DecisionOrder, around: Around): readonly DecisionFact[] {
  switch (order.type) {
    case 'ask-for': {
      const { id, title, indication } = around.policies.find((one) => one.id === order.data.policy) as PolicyHead
      return [{ type: 'asked-for', data: { policy: id, title, indication, ...(order.data.reason?.trim() ? { reason: order.data.reason.trim() } : {}) } }]
    }
    case 'sign':
      return [signed(order.data, around)]
    case 'withdraw':
      return [{ type: 'decision-withdrawn', data: { reason: order.data.reason.trim() } }]
    case 'note-finding':
      return [{ type: 'finding-noted', data: { rule: order.data.rule, words: order.data.words.trim() } }]
    case 'ask-fact':
      return gaps(around).flatMap((gap) => (gap.fact === order.data.fact ? [asking(gap, order.data.get, around)] : []))
    case 'ask-all':
      return toAsk(state, around).map((gap) => asking(gap, gap.get, around))
    default:
      return order satisfies never
  }
}

function signed({ outcome, reason, overrides, until }: SignData, { verdict, factsSeq, policies }: Around): DecisionFact {
  const judged = verdict as Verdict
  const { title, indication } = policies.find(({ id }) => id === judged.policy.id) as PolicyHead
  const kept = overrides.map(({ rule, reason: why }): KeptOverride => {
    const found = judged.findings.find((one) => one.rule === rule) as Verdict['findings'][number]
    return { rule, reason: why.trim(), severity: found.severity, says: found.says, was: found.raised === 'yes' ? 'raised' : 'unknown' }
  })
  return {
    type: 'decision-signed',
    data: {
      outcome,
      reason: reason.trim(),
      overrides: kept,
      policy: { ...judged.policy, title, indication },
      factsSeq,
      verdict: takenOf(judged, factsSeq),
      ...(until ? { until } : {}),
    },
  }
}
type SignData = Extract<DecisionOrder, { type: 'sign' }>['data']

const gaps = ({ verdict }: Around): readonly Gap[] => (verdict ? gapsOf(verdict) : [])
export const openAsking = ({ askings }: Pick<Decision, 'askings'>, fact: string) => askings.find((one) => one.fact === fact && !one.arrivedAt)
const toAsk = (state: Decision, around: Around) => gaps(around).filter(({ fact }) => !openAsking(state, fact))

const asking = ({ fact, name, rules }: Gap, get: Asking['get'], { task }: Around): DecisionFact => ({
  type: 'fact-asked',
  data: { fact, name, get, task: task(fact), rules },
})
