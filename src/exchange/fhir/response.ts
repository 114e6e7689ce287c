import { answerFor } from './answers.ts'
import type { Meaning } from './codes.ts'
import { fhirDate } from './dates.ts'
import type { Look } from './look.ts'
import { type Mapped, NO_DATE, type Said } from './mapped.ts'
import type { Maps } from './maps.ts'
import { PANELS } from './panels.ts'

const LOINC = /^\d{1,7}-\d$/

/** QuestionnaireResponse: answers known by the LOINC code in their linkId; a total that is not said is added up when every item was answered. */
export function response(look: Look, { codes, facts }: Maps): Mapped {
  const at = fhirDate(look.text('authored'))
  const items = answered(look)
  const about = { what: `answers to ${look.text('questionnaire') ?? 'a questionnaire'}`, codes: items.map(({ code }) => loinc(code)).slice(0, 30), at }
  const status = look.text('status')
  if (status !== 'completed' && status !== 'amended') return { ...about, why: status ? `its status is ${status}` : 'it has no status' }
  const direct = items.flatMap(({ code, look: item }) => codes.find({ codings: [loinc(code)] }).map((meaning) => ({ meaning, item })))
  if (direct.length === 0 && PANELS.every(({ total }) => codes.find({ codings: [loinc(total)] }).length === 0 || sumOf(total, items) === undefined))
    return { ...about, why: 'none of its questions is in the map' }
  if (at === undefined) return { ...about, why: NO_DATE }
  const read = direct.map(({ meaning, item }) => ({ meaning, answer: answerOf(meaning, item) }))
  const said = read.flatMap(({ meaning, answer }): Said[] => ('why' in answer ? [] : [{ fact: meaning.fact.id, value: answer.value, at }]))
  const sums = PANELS.flatMap(({ total }) => codes.find({ codings: [loinc(total)] }).map(({ fact }) => ({ fact: fact.id, value: sumOf(total, items) })))
  const against = sums.find(({ fact, value }) => value !== undefined && said.some((one) => one.fact === fact && one.value !== value))
  if (against) return { ...about, said: said.filter(({ fact }) => fact !== against.fact), why: 'its total is not what its answers add up to' }
  const added = sums.flatMap(({ fact, value }): Said[] =>
    value === undefined || !facts.has(fact) || said.some((one) => one.fact === fact) ? [] : [{ fact, value, at, note: 'added up' }],
  )
  return { ...about, said: [...said, ...added], why: read.flatMap(({ answer }) => ('why' in answer ? [answer.why] : []))[0] }
}

type Item = { readonly code: string; readonly look: Look }

/** Every item with exactly one answer, however deep its group lies. */
function answered(root: Look): Item[] {
  const items: Item[] = []
  let level = root.each('item')
  for (let depth = 0; level.length > 0 && depth < 16; depth += 1) {
    for (const item of level) {
      const code = (item.text('linkId') ?? '').split('/').at(-1) ?? ''
      const answers = item.each('answer')
      if (LOINC.test(code) && answers.length === 1 && answers[0]) items.push({ code, look: answers[0] })
    }
    level = level.flatMap((item) => [...item.each('item'), ...item.each('answer').flatMap((answer) => answer.each('item'))])
  }
  return items
}

const loinc = (code: string) => ({ system: 'http://loinc.org', code })
const answerOf = (meaning: Meaning, look: Look) => answerFor(meaning, look)

/** Added up only when each item of the panel was answered once, with points that are known. */
function sumOf(total: string, items: readonly Item[]): number | undefined {
  const panel = PANELS.find((one) => one.total === total)
  const points = panel?.items.map((code) => {
    const mine = items.filter((item) => item.code === code)
    const only = mine.length === 1 ? mine[0] : undefined
    const answer = only ? answerFor(POINTS, only.look) : undefined
    return answer && 'value' in answer && typeof answer.value === 'number' ? answer.value : undefined
  })
  return points?.every((one) => one !== undefined) ? points.reduce((sum: number, one) => sum + (one ?? 0), 0) : undefined
}

/** How an item is read: as points. */
const POINTS: Meaning = {
  fact: {
    id: 'item',
    name: 'item',
    section: '',
    type: { kind: 'number', unit: '{score}' },
    freshFor: 'always',
    from: ['import'],
    ask: { clinician: '' },
    get: 'ask',
    meet: 'latest',
  },
  code: { system: 'loinc', code: '', display: '' },
}
