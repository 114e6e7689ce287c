import fhirpath from 'fhirpath'
import r4 from 'fhirpath/fhir-context/r4'
import { askedOf, computedOf, counts, factOf, type Item, type ItemAnswers, type Questionnaire, responseOf } from './questionnaire.ts'

export type Scored = {
  readonly item: Item
  /** The fact it becomes, if it becomes one. */
  readonly fact?: string
} & ({ readonly kind: 'known'; readonly value: number | boolean } | { readonly kind: 'unknown'; readonly missing: readonly string[] })

/**
 * Whatever a questionnaire computes of its answers, by the FHIRPath expression that stands in it.
 *
 * Units:  points, as the questionnaire's ordinal values say.
 * Errors: an expression that gives nothing, or cannot be worked out, leaves the total unknown; every question that was
 *         asked and not answered is named. A missing answer is never 0.
 * Source: the questionnaire's own expression (SDC calculatedExpression).
 */
export function scored(questionnaire: Questionnaire, answers: ItemAnswers): readonly Scored[] {
  // The library writes notes into what it is given: it gets a copy.
  const response = JSON.parse(JSON.stringify(responseOf(questionnaire, answers))) as object
  return computedOf(questionnaire).map((item) => {
    const fact = factOf(item)
    const head = { item, ...(fact ? { fact } : {}) }
    const value = worth(item, response, questionnaire)
    return value === null ? { ...head, kind: 'unknown', missing: missingOf(questionnaire, answers) } : { ...head, kind: 'known', value }
  })
}

/** Link ids of the questions that count, were asked and have no answer. */
const missingOf = (questionnaire: Questionnaire, answers: ItemAnswers): readonly string[] =>
  askedOf(questionnaire, answers)
    .filter(({ item }) => counts(item) && !Object.hasOwn(answers, item.linkId))
    .map(({ item }) => item.linkId)

function worth(item: Item, response: object, questionnaire: Questionnaire): number | boolean | null {
  const expression = item.extension?.find(({ valueExpression }) => valueExpression?.language === 'text/fhirpath')?.valueExpression?.expression
  if (!expression) return null
  try {
    const found = fhirpath.evaluate(response, expression, { resource: response, questionnaire }, r4, { async: false }) as unknown[]
    const [value] = found
    return found.length === 1 && (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) ? value : null
  } catch {
    return null // a clinic's own questionnaire may hold anything
  }
}
