import { spawnSync } from 'node:child_process'
import { createReadStream, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Imported } from '../../care/facts/facts.ts'
import { readBooks } from '../../care/policy/books.load.ts'
import { readRecord } from '../../exchange/fhir/fhir.ts'
import { PROTOCOLS } from '../house.ts'
import { mapsFor } from '../maps.ts'

const cli = join(import.meta.dirname, '../cli.ts')
const folder = mkdtempSync(join(tmpdir(), 'waymark-facts-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const put = (name: string, text: string): string => {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}
const run = (...words: string[]) => spawnSync(process.execPath, [cli, 'facts', ...words], { encoding: 'utf8', maxBuffer: 2 ** 28 })

const person = { resourceType: 'Patient', id: 'p', birthDate: '1980-02-29', name: [{ family: 'Made', given: ['Up'] }] }
const weight = (id: string) => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '29463-7', display: 'Body weight' }] },
  subject: { reference: 'Patient/p' },
  effectiveDateTime: '2026-11-02',
  valueQuantity: { value: 72.4, unit: 'kg', code: 'kg' },
})
const bundle = (resources: readonly object[]) =>
  JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry: resources.map((resource) => ({ resource })) })

test('a record is printed as patient, statements, unmapped, problems and counts', () => {
  const { status, stdout } = run(put('one.json', bundle([person, weight('w'), { resourceType: 'Encounter' }])))
  expect(status).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({
    patient: { familyName: 'Made' },
    statements: [{ fact: 'birth-date' }, { fact: 'weight', value: 72.4, at: '2026-11-02', source: { kind: 'import', ref: 'Observation/w' } }],
    unmapped: [],
    problems: [],
    seen: { Encounter: { notForHere: 1 } },
  })
})

test('files of NDJSON are one record; with several people in it one is named', () => {
  const people = put('Patient.ndjson', [person, { ...person, id: 'q' }].map((one) => JSON.stringify(one)).join('\n'))
  const rest = put('Observation.ndjson', JSON.stringify(weight('w')))
  const asked = run(people, rest)
  expect([asked.status, asked.stdout]).toEqual([1, ''])
  expect(asked.stderr).toMatch(/more than one person[\s\S]*p {2}Up Made, born 1980-02-29/)
  expect(JSON.parse(run(people, rest, '--patient', 'p').stdout).statements).toHaveLength(2)
})

test.each([
  ['cut.json', bundle([person, weight('w')]).slice(0, -20), /^entry\[1\], byte \d+: The file ends/],
  ['text.json', 'not a record', /^byte 0: This is not JSON/],
])('%s ends with 1, prints nothing, and says what and where', (name, text, words) => {
  const { status, stdout, stderr } = run(put(name, text))
  expect([status, stdout, stderr]).toEqual([1, '', expect.stringMatching(words)])
})

test('a file that is not there is said in words', () => expect(run(join(folder, 'none.json')).stderr).toMatch(/none\.json cannot be read/))

describe('a record of 50 MB', () => {
  const file = join(folder, 'large.json')
  beforeAll(() => {
    const padded = { text: { status: 'generated', div: 'x'.repeat(700) } }
    writeFileSync(
      file,
      bundle([
        person,
        ...Array.from({ length: 80_000 }, (_, i) => ({
          ...weight(`w${i}`),
          ...(i % 2 === 0 ? padded : {}),
          ...(i % 3 === 0 ? { code: { text: `other ${i}` } } : {}),
        })),
      ]),
    )
  })

  test('streams within 300 MB of memory', { timeout: 120_000 }, () => {
    expect(readFileSync(file).byteLength).toBeGreaterThan(50e6)
    // The child tells its own peak; the launcher in front of it is another forty.
    const told = `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(join(folder, 'peak'))}, String(process.resourceUsage().maxRSS)))`
    const hook = put('peak.cjs', told)
    const { status } = spawnSync(process.execPath, ['--require', hook, cli, 'facts', file], { stdio: 'ignore' })
    expect(status).toBe(0)
    const peak = Number(readFileSync(join(folder, 'peak'), 'utf8')) / 1024
    expect(peak).toBeLessThan(260)
  })
})

// Records nobody here wrote, read in place; counted again by other, plainer means.
const DATA = join(import.meta.dirname, '../../../../shared/data/fhir')
const there = existsSync(DATA)
if (!there) console.warn(`The records of others are not at ${DATA}; their tests are skipped.`)
const maps = mapsFor(readBooks(PROTOCOLS))
const readFiles = async (names: readonly string[], person?: string): Promise<Imported> => {
  const record = await readRecord(
    names.map((name) => ({ chunks: createReadStream(join(DATA, name)) })),
    maps,
    person,
  )
  if (record.kind !== 'read') throw new Error(JSON.stringify(record).slice(0, 500))
  return record
}
type Whose = { readonly reference?: string }
type Any = {
  readonly resourceType: string
  readonly id?: string
  readonly code?: { readonly text?: string }
  readonly subject?: Whose
  readonly patient?: Whose
  readonly valueQuantity?: unknown
}
const resourcesOf = (name: string): Any[] => {
  const text = readFileSync(join(DATA, name), 'utf8')
  return name.endsWith('ndjson')
    ? text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line))
    : JSON.parse(text).entry.map(({ resource }: { resource: Any }) => resource)
}
const count = (all: readonly Any[], which: (one: Any) => unknown) => all.filter(which).length
const said = ({ statements }: Imported, fact: string) => statements.filter((one) => one.fact === fact)

describe.skipIf(!there)('records of others', () => {
  test('two orders of one antidepressant are one medicine and one trial, and each entry is accounted for', async () => {
    const name = 'synthea-transaction-depression-fluoxetine.json'
    const [record, all] = [await readFiles([name]), resourcesOf(name)]
    expect(Object.values(record.seen).reduce((sum, { found }) => sum + found, 0)).toBe(all.length)
    expect(said(record, 'treatment-trials').map(({ value }) => (value as { rows: unknown }).rows)).toEqual([
      [{ ingredient: '4493', drug: 'Fluoxetine', 'drug-class': 'ssri' }],
    ])
    expect(said(record, 'medicines')).toHaveLength(2)
    const loinc = (code: string) => count(all, (one) => one.resourceType === 'Observation' && JSON.stringify(one.code).includes(`"${code}"`))
    expect(said(record, 'weight')).toHaveLength(loinc('29463-7'))
    expect(said(record, 'height')).toHaveLength(loinc('8302-2'))
    expect(said(record, 'systolic')).toHaveLength(loinc('55284-4'))
    expect(said(record, 'major-depression')).toHaveLength(1)
    const conditions = count(all, (one) => one.resourceType === 'Condition')
    expect(record.unmapped.filter(({ what }) => what.startsWith('Condition'))).toHaveLength(conditions - 1)
    expect((await readFiles([name])).statements.map(({ id }) => id)).toEqual(record.statements.map(({ id }) => id))
  })

  test('the record that carries every US Core profile is read without a flaw', async () => {
    const name = 'inferno-uscore-patient-85.json'
    const [record, all] = [await readFiles([name]), resourcesOf(name)]
    expect(Object.values(record.seen).reduce((sum, { found }) => sum + found, 0)).toBe(all.length)
    expect(record.problems.map(({ what }) => what)).toEqual(['the record says that this person has died'])
    expect(said(record, 'spo2')).toHaveLength(count(all, (one) => JSON.stringify(one.code ?? '').includes('"2708-6"') && one.valueQuantity !== undefined))
  })

  test('each of thirteen people has their own conditions and allergies and nobody else’s', async () => {
    const files = ['Patient', 'Condition', 'MedicationRequest', 'AllergyIntolerance'].map((type) => `bulk-10/${type}.ndjson`)
    const [conditions, allergies] = [resourcesOf(files[1] as string), resourcesOf(files[3] as string)]
    for (const { id } of resourcesOf(files[0] as string)) {
      const mine = (all: readonly Any[], who: 'subject' | 'patient') => all.filter((one) => one[who]?.reference === `Patient/${id}`)
      const record = await readFiles(files, String(id))
      const { facts = 0, unmapped = 0 } = record.seen.Condition ?? {}
      expect(facts + unmapped).toBe(mine(conditions, 'subject').length)
      expect(said(record, 'allergies')).toHaveLength(new Set(mine(allergies, 'patient').map(({ code }) => code?.text)).size)
      const sleepless = mine(conditions, 'subject').some((one) => JSON.stringify(one.code).includes('"78275009"'))
      expect(said(record, 'sleep-apnoea').length > 0).toBe(sleepless)
    }
  })
})
