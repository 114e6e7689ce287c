import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { askedOf, bandsOf, computedOf, focusOf, type ItemAnswers, isSlot, ordinalOf, positive, type Questionnaire, questionsOf } from './questionnaire.ts'
import { scored } from './score.ts'

const folder = join(import.meta.dirname, '../../../instruments')
const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Questionnaire
const [phq9, gad7, auditC, pcl5, cssrs] = ['phq-9', 'gad-7', 'audit-c', 'pcl-5', 'c-ssrs'].map((id) => read(`${id}.json`)) as [
  Questionnaire,
  Questionnaire,
  Questionnaire,
  Questionnaire,
  Questionnaire,
]

/** Answers given as points, one after the other; null: not answered. */
function points(questionnaire: Questionnaire, given: readonly (number | null)[]): ItemAnswers {
  const questions = questionsOf(questionnaire)
  return Object.fromEntries(
    given.flatMap((point, i) => {
      const item = questions[i]?.item
      const option = item?.answerOption?.find(({ valueCoding }) => ordinalOf(valueCoding) === point)?.valueCoding
      return item && option ? [[item.linkId, option.code]] : []
    }),
  )
}
const total = (questionnaire: Questionnaire, given: readonly (number | null)[]) => {
  const [first] = scored(questionnaire, points(questionnaire, given))
  return first?.kind === 'known' ? first.value : first?.kind === 'unknown' ? first.missing : null
}
const bands = (questionnaire: Questionnaire, value: number) =>
  bandsOf(computedOf(questionnaire)[0] as never, value).map(({ says, sex }) => (sex ? `${sex}: ${says}` : says))

// Each column was added up by hand.
test.each<[Questionnaire, (number | null)[], number]>([
  [phq9, [0, 0, 0, 0, 0, 0, 0, 0, 0], 0],
  [phq9, [3, 3, 3, 3, 3, 3, 3, 3, 3], 27],
  [phq9, [2, 3, 1, 2, 0, 3, 1, 0, 1], 13],
  [phq9, [1, 0, 2, 2, 1, 0, 2, 1, 0], 9],
  [gad7, [0, 0, 0, 0, 0, 0, 0], 0],
  [gad7, [3, 3, 3, 3, 3, 3, 3], 21],
  [gad7, [2, 1, 3, 0, 2, 2, 0], 10],
  [auditC, [4, 4, 4], 12],
  [auditC, [2, 1, 0], 3],
  [auditC, [3, 2, 2], 7],
  [pcl5, Array(20).fill(4), 80],
  [pcl5, Array(20).fill(0), 0],
  [pcl5, [3, 2, 1, 2, 3, 2, 2, 0, 1, 2, 3, 2, 1, 0, 2, 0, 3, 2, 2, 1], 34],
])('$title: the answers %j make %i', (questionnaire, given, sum) => expect(total(questionnaire, given)).toBe(sum))

test.each<[Questionnaire, (number | null)[], string[]]>([
  [phq9, [2, 3, null, 2, 0, 3, 1, 0, 1], ['phq9-3']],
  [phq9, [3, 3, 3, 3, 3, 3, 3, 3, null], ['phq9-9']],
  [gad7, [0, 0, 0, null, 0, null, 0], ['gad7-4', 'gad7-6']],
  [auditC, [2, null, 1], ['audit-c-2']],
  [pcl5, [...Array(19).fill(4), null], ['pcl5-20']],
])('$title: a missing answer is an unknown total that names it, never a 0', (questionnaire, given, missing) =>
  expect(total(questionnaire, given)).toEqual(missing),
)

test('how difficult it is made is asked once something was there, and is not in the sum', () => {
  const nothing = points(phq9, Array(9).fill(0))
  const something = points(phq9, [0, 0, 0, 1, 0, 0, 0, 0, 0])
  const asks = (answers: ItemAnswers) => askedOf(phq9, answers).some(({ item }) => item.linkId === 'phq9-difficulty')
  expect([asks({}), asks(nothing), asks(something)]).toEqual([false, false, true])
  expect(scored(phq9, something)[0]).toMatchObject({ kind: 'known', value: 1 })
  expect(scored(phq9, { ...something, 'phq9-difficulty': 'LA6575-0' })[0]).toMatchObject({ value: 1 })
})

test('whoever never drinks is not asked how much, and has 0', () => {
  expect(askedOf(auditC, { 'audit-c-1': '0' }).map(({ item }) => item.linkId)).toEqual(['audit-c-1'])
  expect(scored(auditC, { 'audit-c-1': '0' })[0]).toMatchObject({ kind: 'known', value: 0, fact: 'audit-c-total' })
  expect(scored(auditC, {})[0]).toMatchObject({ kind: 'unknown', missing: ['audit-c-1'] })
})

test.each<[(number | null)[], boolean]>([
  [[2, 0, 0, 0, 0, 2, 0, 2, 2, 0, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0], true],
  [[2, 0, 0, 0, 0, 1, 1, 2, 2, 0, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0], false],
  [[2, 0, 0, 0, 0, 2, 0, 2, 1, 1, 1, 1, 1, 1, 2, 2, 0, 0, 0, 0], false],
  [[4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 1, 1, 1, 1, 1], false],
])('PCL-5: symptoms in every cluster, %j is %s', (given, all) => {
  expect(scored(pcl5, points(pcl5, given))[1]).toMatchObject({ kind: 'known', value: all })
})

// Bands: clinical.md section 6.
test.each<[Questionnaire, number, string[]]>([
  [phq9, 4, ['minimal']],
  [phq9, 5, ['mild']],
  [phq9, 10, ['moderate']],
  [phq9, 15, ['moderately severe']],
  [phq9, 20, ['severe']],
  [gad7, 9, ['mild']],
  [gad7, 15, ['severe']],
  [pcl5, 30, ['below the usual cut-off (31 to 33)']],
  [pcl5, 33, ['at the usual cut-off (31 to 33)']],
  [auditC, 3, ['male: below the usual cut-off for men', 'female: at or above the usual cut-off for women']],
])('$title: %i is %j', (questionnaire, value, says) => expect(bands(questionnaire, value)).toEqual(says))

test('every total that can be reached has a band', () => {
  for (const [questionnaire, most] of [
    [phq9, 27],
    [gad7, 21],
    [pcl5, 80],
    [auditC, 12],
  ] as const)
    for (let value = 0; value <= most; value++) expect(bands(questionnaire, value).length, `${questionnaire.title} ${value}`).toBeGreaterThan(0)
})

test('only the ninth question of PHQ-9 asks about dying, and any answer but "not at all" is positive', () => {
  const said = questionsOf(phq9).flatMap(({ item }) =>
    (item.answerOption ?? []).filter(({ valueCoding }) => valueCoding && positive(phq9, item.linkId, valueCoding.code)).map(() => item.linkId),
  )
  expect(said).toEqual(['phq9-9', 'phq9-9', 'phq9-9'])
})

test('each question has its own id, and each option a number', () => {
  for (const name of files) {
    const questions = questionsOf(read(name))
    expect(new Set(questions.map(({ item }) => item.linkId)).size, name).toBe(questions.length)
    for (const { item } of questions) for (const { valueCoding } of item.answerOption ?? []) expect(ordinalOf(valueCoding), item.linkId).toBeTypeOf('number')
  }
})

test('C-SSRS comes as a place without text, PCL-5 for whoever comes for PTSD', () => {
  expect([isSlot(cssrs), questionsOf(cssrs)]).toEqual([true, []])
  expect(cssrs.copyright).toContain('Research Foundation for Mental Hygiene')
  expect([focusOf(pcl5), focusOf(phq9)]).toEqual([['ptsd'], []])
})

test('the sum is the sum, whatever is answered', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 9, maxLength: 9 }), (given) => {
      expect(total(phq9, given)).toBe(given.reduce((a, b) => a + b, 0))
    }),
    { numRuns: 40 },
  )
})

const TABLE = join(import.meta.dirname, '../../../../shared/data/scales/phq9-items-2177.csv')
test.skipIf(!existsSync(TABLE))(
  '2,177 people’s answers have the sums their authors computed (skipped where the table is not beside the program)',
  { timeout: 120_000 },
  () => {
    const rows = parse(readFileSync(TABLE, 'utf8'), { columns: true }) as Record<string, string>[]
    expect(rows).toHaveLength(2177)
    const wrong = rows.filter((row) => {
      const given = Array.from({ length: 9 }, (_, i) => Number(row[`Item${i + 1}_num`]))
      return total(phq9, given) !== Number(row.SumScore)
    })
    expect(wrong.map(({ ObservationID }) => ObservationID)).toEqual([])
    expect(rows.filter((row) => positive(phq9, 'phq9-9', points(phq9, [...Array(8).fill(0), Number(row.Item9_num)])['phq9-9'] as string))).toHaveLength(679)
  },
)
