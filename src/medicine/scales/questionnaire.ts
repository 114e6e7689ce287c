/** A FHIR R4 Questionnaire, as far as a scale needs it; what else stands in the file is kept and not read. */
export type Coding = { readonly system?: string; readonly code: string; readonly display?: string; readonly extension?: readonly Extension[] }
export type Extension = {
  readonly url: string
  readonly valueDecimal?: number
  readonly valueString?: string
  readonly valueCode?: string
  readonly valueBoolean?: boolean
  readonly valueRange?: { readonly low?: { readonly value: number }; readonly high?: { readonly value: number } }
  readonly valueExpression?: { readonly language: string; readonly expression: string }
  readonly extension?: readonly Extension[]
}
export type When = { readonly question: string; readonly operator: string; readonly answerCoding?: Coding; readonly answerBoolean?: boolean }
export type Item = {
  readonly linkId: string
  readonly text?: string
  readonly type: string
  readonly code?: readonly Coding[]
  readonly readOnly?: boolean
  readonly item?: readonly Item[]
  readonly answerOption?: readonly { readonly valueCoding?: Coding }[]
  readonly enableWhen?: readonly When[]
  readonly enableBehavior?: 'any' | 'all'
  readonly extension?: readonly Extension[]
}
export type Questionnaire = {
  readonly resourceType: 'Questionnaire'
  readonly id: string
  readonly url: string
  readonly version: string
  readonly title: string
  readonly status: string
  readonly copyright?: string
  readonly code?: readonly Coding[]
  readonly extension?: readonly Extension[]
  readonly useContext?: readonly { readonly valueCodeableConcept?: { readonly coding?: readonly Coding[] } }[]
  readonly item?: readonly Item[]
}

/** What was answered, by linkId: the code of the option, or yes/no. What is not here nobody has answered. */
export type ItemAnswers = Readonly<Record<string, string | boolean>>

/** A question a person answers, with the words of the group it stands in. */
export type Asked = { readonly item: Item; readonly stem?: string }

const ORDINAL = 'http://hl7.org/fhir/StructureDefinition/ordinalValue'
const SAFETY = 'urn:waymark:safety'
const FACT = 'urn:waymark:fact'
const SLOT = 'urn:waymark:slot'

const ext = (of: { readonly extension?: readonly Extension[] }, url: string): Extension | undefined => of.extension?.find((one) => one.url === url)

/** Every question in its order; totals and displays are no questions. */
export const questionsOf = ({ item = [] }: Questionnaire): readonly Asked[] => item.flatMap((one) => within(one, undefined))

function within(item: Item, stem: string | undefined): readonly Asked[] {
  if (item.type === 'group') return (item.item ?? []).flatMap((one) => within(one, item.text ?? stem))
  return item.readOnly || item.type === 'display' ? [] : [{ item, ...(stem ? { stem } : {}) }]
}

/** The items that are computed. */
export const computedOf = ({ item = [] }: Questionnaire): readonly Item[] => item.flatMap(everyItem).filter(({ readOnly }) => readOnly === true)
const everyItem = (item: Item): readonly Item[] => [item, ...(item.item ?? []).flatMap(everyItem)]

/** Whether a question is asked, as FHIR's enableWhen says. A condition over what nobody answered does not hold. */
export function enabled({ enableWhen, enableBehavior }: Item, answers: ItemAnswers): boolean {
  if (!enableWhen || enableWhen.length === 0) return true
  const holds = (when: When): boolean => {
    const given = Object.hasOwn(answers, when.question) ? answers[when.question] : undefined
    if (given === undefined) return false
    const same = given === (when.answerCoding?.code ?? when.answerBoolean)
    return when.operator === '=' ? same : when.operator === '!=' ? !same : false
  }
  return enableBehavior === 'any' ? enableWhen.some(holds) : enableWhen.every(holds)
}

/** The questions that are asked, given what was answered so far. */
export const askedOf = (questionnaire: Questionnaire, answers: ItemAnswers): readonly Asked[] =>
  questionsOf(questionnaire).filter(({ item }) => enabled(item, answers))

export const optionOf = (item: Item, code: string | boolean): Coding | undefined =>
  item.answerOption?.find(({ valueCoding }) => valueCoding?.code === code)?.valueCoding

export const ordinalOf = (option: Coding | undefined): number | undefined => (option ? ext(option, ORDINAL)?.valueDecimal : undefined)

/** Whether this answer may be given to this question. */
export const fitsItem = (item: Item, answer: string | boolean): boolean =>
  item.type === 'boolean' ? typeof answer === 'boolean' : item.type === 'choice' && optionOf(item, answer) !== undefined

/** The fact of the catalogue an item becomes: a total, or PHQ-9's ninth. */
export const factOf = (item: Item): string | undefined => ext(item, FACT)?.valueCode

/** Some questions stand beside the score and are in no sum. */
export const counts = (item: Item): boolean => ext(item, 'urn:waymark:not-counted')?.valueBoolean !== true

/** A file that holds the place of an instrument whose text does not come with Waymark. */
export const isSlot = (questionnaire: Questionnaire): boolean => ext(questionnaire, SLOT)?.valueBoolean === true

/** Of whom it is asked: everybody, or those who come for one of these. */
export const focusOf = ({ useContext }: Questionnaire): readonly string[] =>
  (useContext ?? []).flatMap(({ valueCodeableConcept }) => (valueCodeableConcept?.coding ?? []).map(({ code }) => code))

/**
 * Whether this answer says that somebody may be in danger: any answer above zero, or yes, to a question marked for
 * safety; in a questionnaire marked as a whole, to any of its questions.
 */
export function positive(questionnaire: Questionnaire, linkId: string, answer: string | boolean): boolean {
  const item = questionsOf(questionnaire).find((one) => one.item.linkId === linkId)?.item
  if (!item || !(ext(questionnaire, SAFETY) ?? ext(item, SAFETY))) return false
  if (typeof answer === 'boolean') return answer
  const points = ordinalOf(optionOf(item, answer))
  // An option without points is taken for a yes unless it says no.
  return points === undefined ? !/^no\b/i.test(optionOf(item, answer)?.display ?? answer) : points > 0
}

/** The answers as a FHIR QuestionnaireResponse, groups as in the questionnaire. */
export const responseOf = (questionnaire: Questionnaire, answers: ItemAnswers) => ({
  resourceType: 'QuestionnaireResponse' as const,
  questionnaire: `${questionnaire.url}|${questionnaire.version}`,
  status: 'in-progress' as const,
  item: (questionnaire.item ?? []).flatMap((item) => answered(item, answers)),
})

type ResponseItem = { linkId: string; text?: string; item?: ResponseItem[]; answer?: ({ valueCoding: Coding } | { valueBoolean: boolean })[] }
function answered(item: Item, answers: ItemAnswers): ResponseItem[] {
  const head = { linkId: item.linkId, ...(item.text ? { text: item.text } : {}) }
  if (item.type === 'group') return [{ ...head, item: (item.item ?? []).flatMap((one) => answered(one, answers)) }]
  const given = Object.hasOwn(answers, item.linkId) ? answers[item.linkId] : undefined
  if (given === undefined || item.readOnly || !enabled(item, answers)) return []
  if (typeof given === 'boolean') return [{ ...head, answer: [{ valueBoolean: given }] }]
  const option = optionOf(item, given)
  return option ? [{ ...head, answer: [{ valueCoding: option }] }] : []
}

export type Band = { readonly says: string; readonly source: string; readonly confirmed: boolean; readonly sex?: string }

/** What the literature calls a total; several where it depends on the person's sex. */
export function bandsOf(item: Item, total: number): readonly Band[] {
  return (item.extension ?? [])
    .filter(({ url }) => url === 'urn:waymark:band')
    .flatMap((band) => {
      const { low, high } = ext(band, 'range')?.valueRange ?? {}
      if (total < (low?.value ?? Number.NEGATIVE_INFINITY) || total > (high?.value ?? Number.POSITIVE_INFINITY)) return []
      const sex = ext(band, 'sex')?.valueCode
      return [
        {
          says: ext(band, 'says')?.valueString ?? '',
          source: ext(band, 'source')?.valueString ?? '',
          confirmed: ext(band, 'confirmed')?.valueBoolean === true,
          ...(sex ? { sex } : {}),
        },
      ]
    })
}
