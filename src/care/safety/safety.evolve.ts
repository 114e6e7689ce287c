import type { Answered, By, Concern, Raising, Safety, SafetyRecorded } from './safety.types.ts'

export const EMPTY: Safety = { seq: 0, concerns: [], seen: [], matched: [], passedOver: [], onCall: null, lines: [] }

export const fold = (facts: readonly SafetyRecorded[]): Safety => facts.reduce(evolve, EMPTY)

export const evolve = (safety: Safety, fact: SafetyRecorded): Safety => changed({ ...safety, seq: fact.seq }, fact)

function changed(safety: Safety, fact: SafetyRecorded): Safety {
  switch (fact.type) {
    case 'concern-raised':
      return { ...saw(safety, fact.data.raising.statement), concerns: [...safety.concerns, raised(fact)] }
    case 'concern-repeated':
      return saw(
        onConcern(safety, fact.data.concern, (concern) => repeated(concern, fact)),
        fact.data.raising.statement,
      )
    case 'statement-matched':
      return { ...saw(safety, fact.data.statement), matched: [...safety.matched, fact.data.raising] }
    case 'statement-passed-over': {
      const { statement, ...passed } = fact.data
      return { ...saw(safety, statement), passedOver: [...safety.passedOver, { ...passed, at: fact.at }] }
    }
    case 'concern-acknowledged':
      return onConcern(safety, fact.data.concern, (concern) => ({
        ...concern,
        acknowledged: byOf(fact),
        acknowledgements: [...concern.acknowledgements, byOf(fact)],
      }))
    case 'concern-escalated':
      return onConcern(safety, fact.data.concern, (concern) => ({ ...concern, escalatedAt: fact.at }))
    case 'concern-tried':
      return onConcern(safety, fact.data.concern, (concern) => ({ ...concern, tries: [...concern.tries, answered(fact)] }))
    case 'concern-answered':
      return onConcern(safety, fact.data.concern, (concern) => ({ ...concern, status: 'answered', answers: [...concern.answers, answered(fact)] }))
    case 'answer-corrected':
      return onConcern(safety, fact.data.concern, (concern) => ({
        ...concern,
        answers: [...concern.answers, { ...answered(fact), reason: fact.data.reason }],
      }))
    case 'on-call-set':
      return { ...safety, onCall: fact.data.onCall }
    case 'crisis-lines-set':
      return { ...safety, lines: fact.data.lines }
    default:
      return fact satisfies never
  }
}

const byOf = ({ at, by }: SafetyRecorded): By => ({ at, id: by.id, name: by.name })
const saw = (safety: Safety, statement: string | undefined): Safety => (statement ? { ...safety, seen: [...safety.seen, statement] } : safety)

const onConcern = (safety: Safety, id: string, change: (concern: Concern) => Concern): Safety => ({
  ...safety,
  concerns: safety.concerns.map((concern) => (concern.id === id ? change(concern) : concern)),
})

const line = (raising: Raising, { at, by }: SafetyRecorded) => ({ ...raising, at, by: by.name })

function raised(fact: Extract<SafetyRecorded, { type: 'concern-raised' }>): Concern {
  const { concern: id, raising, ...rest } = fact.data
  return { id, status: 'open', raisedAt: fact.at, raisings: [line(raising, fact)], ...rest, acknowledgements: [], tries: [], answers: [] }
}

function repeated(concern: Concern, fact: Extract<SafetyRecorded, { type: 'concern-repeated' }>): Concern {
  const raisings = [...concern.raisings, line(fact.data.raising, fact)]
  if (!fact.data.escalateAt) return { ...concern, raisings }
  const { acknowledged: _a, escalatedAt: _e, ...again } = concern
  return { ...again, raisings, escalateAt: fact.data.escalateAt }
}

function answered(fact: Extract<SafetyRecorded, { type: 'concern-tried' | 'concern-answered' | 'answer-corrected' }>): Answered {
  const { finding, step, assessedBy, assessedAt } = fact.data
  return { finding, step, assessedBy, assessedAt, by: byOf(fact), ...(fact.corrects ? { corrects: fact.corrects } : {}) }
}
