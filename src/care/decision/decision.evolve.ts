import { type Decision, type DecisionRecorded, NOTHING_DECIDED } from './decision.types.ts'

export const fold = (facts: readonly DecisionRecorded[]): Decision => facts.reduce(evolve, NOTHING_DECIDED)

export function evolve(state: Decision, fact: DecisionRecorded): Decision {
  const { seq } = fact
  const named = { by: fact.by.name, at: fact.at }
  switch (fact.type) {
    case 'asked-for':
      return { ...state, seq, asked: { policy: fact.data.policy, title: fact.data.title, indication: fact.data.indication, ...named } }
    case 'verdict-taken':
      return { ...state, seq, history: [...state.history, { ...fact.data, at: fact.at, seq }] }
    case 'decision-signed':
      return {
        ...state,
        seq,
        signed: { ...fact.data, ...named, id: fact.id, seq },
        withdrawn: null,
        earlier: before(state),
        // A signature is given on what is known now: earlier looks are answered by it.
        looks: [],
      }
    case 'decision-withdrawn':
      return { ...state, seq, withdrawn: { ...named, reason: fact.data.reason }, looks: [] }
    case 'finding-noted':
      return { ...state, seq, notes: [...state.notes, { ...fact.data, ...named }] }
    case 'look-needed': {
      const { key, task, changes } = fact.data
      return { ...state, seq, looks: [...state.looks, { key, task, changes, ...named }] }
    }
    case 'fact-asked':
      return { ...state, seq, askings: [...state.askings, { ...fact.data, ...named }] }
    case 'fact-arrived':
      return { ...state, seq, askings: state.askings.map((one) => (one.task === fact.data.task ? { ...one, arrivedAt: fact.at } : one)) }
    default:
      return fact satisfies never
  }
}

const before = ({ earlier, signed, withdrawn }: Decision): Decision['earlier'] =>
  signed ? [...earlier, { ...signed, ...(withdrawn ? { withdrawn } : {}) }] : earlier
