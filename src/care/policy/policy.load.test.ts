import { expect, test } from 'vitest'
import { compile } from '../../medicine/rules/compile.ts'
import { evaluate } from '../../medicine/rules/evaluate.ts'
import type { Statement } from '../../medicine/rules/types.ts'
import type { Instant } from '../../medicine/time.ts'
import { shippedText } from '../protocol/protocol.fixture.ts'
import { readProtocols } from '../protocol/protocol.load.ts'
import { BASE, CATALOGUE, CODES, FILES, folderOf, OVERLAY } from './policy.fixture.ts'
import { readRulebook } from './policy.load.ts'
import { policyOf } from './policy.ts'

const read = (files: Readonly<Record<string, string>> = {}) => readRulebook(folderOf({ ...FILES, ...files }))
const faults = (files: Readonly<Record<string, string>>): string => {
  try {
    read(files)
    return 'loaded'
  } catch (fault) {
    return (fault as Error).message
  }
}
/** The document with one passage changed; the passage must be there, so that a test cannot pass by changing nothing. */
function changed(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`the document has no "${from}"`)
  return text.replace(from, to)
}

test('a folder is read: catalogue, code books, a document and the one laid over it', () => {
  const rulebook = read()
  expect(rulebook.policies.map(({ id }) => id)).toEqual(['base', 'variant'])
  expect(rulebook.codes.sets.maoi?.codes).toEqual(['8123'])
  expect(rulebook.ingredients).toContainEqual({ rxnorm: '36437', name: 'Sertraline', also: [], sets: [] })
})

test('an overlay is its base without what it removes, with what it changes and adds, and says so', () => {
  const variant = policyOf(read(), 'variant')
  expect(variant?.rules.map(({ id }) => id)).toEqual(['adult', 'aneurysm', 'pressure', 'weak-evidence'])
  expect(variant?.rules[2]).toMatchObject({ severity: 'exclude', when: { above: { value: 160 } } })
  expect(variant?.base).toEqual({ id: 'base', version: '0.1.0', removed: [{ rule: 'maoi', because: 'Asked elsewhere' }], changed: ['pressure'] })
  expect(variant?.notRules).toEqual([{ row: 'SSRIs', because: 'They may go on' }])
  expect(Object.keys(variant?.sources ?? {})).toEqual(['MADE-UP', 'OTHER'])
})

test('who mends the base mends the variant, and both are another version', () => {
  const before = read()
  const after = read({ 'base.yaml': changed(BASE, 'value: 18', 'value: 21') })
  for (const id of ['base', 'variant']) expect(policyOf(after, id)?.hash).not.toBe(policyOf(before, id)?.hash)
  expect(policyOf(read({ 'base.yaml': `# a remark\n${BASE}` }), 'base')?.hash).toBe(policyOf(before, 'base')?.hash)
})

test('what was read decides a person', () => {
  const { catalogue, codes, policies } = read()
  const said = (fact: string, value: Statement['value']): Statement => ({
    id: fact,
    fact,
    value,
    at: '2026-11-20',
    source: { kind: 'clinician', by: 'Nurse Kim' },
  })
  const statements = [said('birth-date', '1980-03-04'), said('aneurysm', false), said('systolic', 150), said('medicines', { rows: [], complete: true })]
  const [base] = policies
  if (!base) throw new Error('no policy')
  const verdict = evaluate(compile(base, { catalogue, codes }), statements, '2026-11-25T12:00:00.000Z' as Instant)
  expect(verdict.verdict).toBe('review')
  expect(verdict.unconfirmed).toEqual(['pressure', 'fact systolic.freshFor'])
})

const at = (text: string, part: string) => text.slice(0, text.indexOf(part)).split('\n').length
test.each<[string, Readonly<Record<string, string>>, RegExp]>([
  [
    'a rule over a fact nobody collects',
    { 'base.yaml': changed(BASE, 'fact: aneurysm', 'fact: aneurism') },
    /^base\.yaml:23:21 the catalogue has no fact "aneurism"/,
  ],
  [
    'a number in another unit',
    { 'base.yaml': changed(BASE, 'value: 140, unit: "mm[Hg]"', 'value: 140, unit: kPa') },
    /^base\.yaml:30:\d+ the unit here is mm\[Hg\], not kPa/,
  ],
  [
    'a number alone',
    { 'base.yaml': changed(BASE, '{ value: 140, unit: "mm[Hg]", source: MADE-UP, confirmed: true }', '140') },
    /^base\.yaml:30:\d+ .*a number never stands alone/,
  ],
  [
    'a number without a source',
    { 'base.yaml': changed(BASE, 'value: 140, unit: "mm[Hg]", source: MADE-UP', 'value: 140, unit: "mm[Hg]"') },
    /^base\.yaml:30:\d+ source/,
  ],
  [
    'two tests at once',
    { 'base.yaml': changed(BASE, 'fact: aneurysm, is: true', 'fact: aneurysm, is: true, recorded: true') },
    /exactly one of .* here are is and recorded/,
  ],
  ['no test', { 'base.yaml': changed(BASE, 'fact: aneurysm, is: true', 'fact: aneurysm') }, /^base\.yaml:23:\d+ when: say exactly one of/],
  [
    'a form nobody knows',
    { 'base.yaml': changed(BASE, '{ fact: aneurysm, is: true }', '{ some: [] }') },
    /a condition begins with one of all, any, not, fact, count/,
  ],
  ['a key nobody reads', { 'base.yaml': changed(BASE, 'fact: aneurysm, is: true', 'fact: aneurysm, is: true, unless: pregnant') }, /nobody reads `unless`/],
  [
    'when and require',
    { 'base.yaml': changed(BASE, 'when: { fact: aneurysm, is: true }', 'when: { fact: aneurysm, is: true }\n      require: { fact: aneurysm, is: false }') },
    /exactly one of when, require/,
  ],
  [
    'a source that is not listed',
    { 'base.yaml': changed(BASE, 'source: [MADE-UP]', 'source: [ELSEWHERE]') },
    /^base\.yaml:17:\d+ the source ELSEWHERE is not listed/,
  ],
  ['a severity nobody knows', { 'base.yaml': changed(BASE, 'severity: review', 'severity: forbid') }, /^base\.yaml:28:\d+ severity/],
  ['a rule twice', { 'base.yaml': changed(BASE, 'id: pressure', 'id: aneurysm') }, /there is a rule aneurysm already/],
  ['a set nobody wrote', { 'base.yaml': changed(BASE, 'in: maoi', 'in: maois') }, /the code books have no set "maois"/],
  ['a field the rows lack', { 'base.yaml': changed(BASE, 'field: status', 'field: state') }, /a row of "medicines" has no field "state"/],
  ['an answer that is none', { 'base.yaml': changed(BASE, 'is: taking', 'is: takes') }, /"takes" is none of the answers: taking, stopped/],
  ['removing what is not there', { 'variant.yaml': changed(OVERLAY, 'rule: maoi', 'rule: maois') }, /^variant\.yaml:14:\d+ base has no rule maois/],
  ['changing what is not there', { 'variant.yaml': changed(OVERLAY, 'id: pressure', 'id: pulse') }, /^variant\.yaml:16:\d+ base has no rule pulse/],
  ['adding what is there', { 'variant.yaml': changed(OVERLAY, 'id: weak-evidence', 'id: adult') }, /base has a rule adult already/],
  ['a base that is not there', { 'variant.yaml': changed(OVERLAY, 'id: base', 'id: basis') }, /^variant\.yaml:10:\d+ there is no document "basis"/],
  [
    'a set an ingredient names and nobody wrote',
    { 'codes/medicines.yaml': changed(CODES, 'sets: [maoi]', 'sets: [mao]') },
    /^codes\/medicines\.yaml:6:\d+ there is no set "mao"/,
  ],
  ['an ingredient twice', { 'codes/medicines.yaml': changed(CODES, '"36437"', '"8123"') }, /the ingredient 8123 is listed already/],
  [
    'a fact twice',
    { 'facts/catalogue.yaml': changed(CATALOGUE, 'id: aneurysm', 'id: birth-date') },
    /^facts\/catalogue\.yaml:\d+:\d+ there is a fact birth-date already/,
  ],
  ['a fact nobody may supply', { 'facts/catalogue.yaml': changed(CATALOGUE, 'from: [clinician, device, import]', 'from: []') }, /nobody may supply this fact/],
  ['a freshness without unit', { 'facts/catalogue.yaml': changed(CATALOGUE, 'freshFor: always', 'freshFor: 30') }, /how long it counts/],
])('%s is refused where it stands', (_, files, message) => {
  expect(faults(files)).toMatch(message)
})
test('the lines of these faults are those of the document', () => {
  expect([at(BASE, 'when: { fact: aneurysm'), at(BASE, 'value: 140'), at(OVERLAY, 'rule: maoi')]).toEqual([23, 30, 14])
})

test('documents without a session part are none of the session’s, and folders are no documents', () => {
  expect(readProtocols(folderOf(FILES))).toEqual([])
})

test('a session’s protocol with rules in it is both, and the rules are none of the session’s version', () => {
  const session = shippedText().replace(/^eligibility:\n(?:[ #].*\n|\n)*/m, '')
  const rules = BASE.slice(BASE.indexOf('eligibility:'), BASE.indexOf('sources:'))
  const made = `  MADE-UP: { title: Made up for a test }\n`
  const folder = folderOf({
    'facts/catalogue.yaml': CATALOGUE,
    'codes/medicines.yaml': CODES,
    'iv.yaml': `${rules}${session.replace(/^sources:\n/m, `sources:\n${made}`)}`,
  })
  const without = folderOf({ 'iv.yaml': session.replace(/^sources:\n/m, `sources:\n${made}`) })
  expect(readRulebook(folder).policies.map(({ id }) => id)).toEqual(['iv-ketamine-depression'])
  expect(readProtocols(folder)[0]?.ref).toEqual(readProtocols(without)[0]?.ref)
})
