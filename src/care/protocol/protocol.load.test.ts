import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shippedProtocol, shippedText } from './protocol.fixture.ts'
import { loadProtocol, readProtocols, UnusableProtocol } from './protocol.load.ts'
import { protocol as schema } from './protocol.wire.ts'

const text = shippedText()
const lineOf = (part: string) => text.slice(0, text.indexOf(part)).split('\n').length

/** The document with one passage changed; the passage must be there, so that a test cannot pass by changing nothing. */
function changed(from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`the document has no "${from}"`)
  return text.replace(from, to)
}
function faultsOf(document: string) {
  const loading = loadProtocol(document)
  return loading.kind === 'refused' ? loading.faults : []
}

test('the protocol that ships loads, with its version', () => {
  const { ref, protocol } = shippedProtocol()
  expect(ref).toMatchObject({ id: 'iv-ketamine-depression', version: '0.1.0' })
  expect(protocol.dose.standard).toEqual({ value: 0.5, unit: 'mg/kg', source: 'ELEKT', confirmed: true })
})

test('nothing unverified, proposed by us or of low trust is marked confirmed', () => {
  const weak = ['UNVERIFIED', 'DESIGN', 'SDN', 'REQ']
  const confirmedWeakly = JSON.stringify(shippedProtocol().protocol).match(new RegExp(`"source":"(${weak.join('|')})","confirmed":true`, 'g'))
  expect(confirmedWeakly).toBeNull()
})

test('every source that is listed is used, in the session’s part or in the rules of eligibility', () => {
  const [said = ''] = text.split('\nsources:\n')
  const used = (tag: string) => new RegExp(`(source: |\\[|, )${tag}[,\\]\\s]`).test(said)
  expect(Object.keys(shippedProtocol().protocol.sources).filter((tag) => !used(tag))).toEqual([])
  expect(used('ELEKTRA')).toBe(false)
})

const standard = 'standard: { value: 0.5, unit: mg/kg, source: ELEKT, confirmed: true }'
test.each<[string, string, string, string]>([
  ['a number alone', standard, 'standard: 0.5', 'a number never stands alone'],
  ['a number without a unit', standard, 'standard: { value: 0.5, source: ELEKT, confirmed: true }', 'unit'],
  ['a number without a source', standard, 'standard: { value: 0.5, unit: mg/kg, confirmed: true }', 'source'],
  ['a number nobody says is confirmed or not', standard, 'standard: { value: 0.5, unit: mg/kg, source: ELEKT }', 'confirmed: true'],
  ['a dose in another unit', standard, 'standard: { value: 0.5, unit: mg, source: ELEKT, confirmed: true }', 'the unit here is mg/kg'],
  ['a number written as text', standard, 'standard: { value: "0.5", unit: mg/kg, source: ELEKT, confirmed: true }', 'the value is a number'],
  ['an unknown source', standard, 'standard: { value: 0.5, unit: mg/kg, source: ELEKTRA, confirmed: true }', 'the source ELEKTRA is not listed'],
  ['a key nobody reads', standard, `${standard}\n  maximum: 2`, 'nobody reads `maximum`'],
  ['a standard dose outside the usual range', standard, standard.replace('0.5', '0.9'), 'outside the usual range'],
])('%s is refused at its line', (_, from, to, says) => {
  const faults = faultsOf(changed(from, to))
  expect(faults.map(({ message }) => message).join('\n')).toContain(says)
  expect(faults[0]?.line).toBeGreaterThanOrEqual(lineOf(standard))
  expect(faults[0]?.line).toBeLessThanOrEqual(lineOf(standard) + 1)
})

test.each<[string, string, string, string]>([
  ['a limit that clears on the wrong side', 'clearBy: { value: 150, unit: "mm[Hg]"', 'clearBy: { value: 165, unit: "mm[Hg]"', 'must clear below it'],
  ['a limit that clears where it alerts', 'clearBy: { value: 94, unit: "%"', 'clearBy: { value: 92, unit: "%"', 'must clear above it'],
  [
    'an urgent limit nearer than the warning',
    'at: { value: 180, unit: "mm[Hg]", source: SDN',
    'at: { value: 160, unit: "mm[Hg]", source: SDN',
    'no later than the warning',
  ],
  ['a limit in another unit', 'at: { value: 120, unit: /min', 'at: { value: 120, unit: "mm[Hg]"', 'the unit here is /min, not mm[Hg]'],
  [
    'a limit without options',
    "options:\n      - Feel the pulse, compare with the person's usual rate\n      - Check symptoms\n      - Call the physician",
    'options: []',
    'options',
  ],
  ['a rhythm of something that is not observed', '[dissociation, nausea, anxiety]', '[dissociation, mood, anxiety]', 'Invalid option'],
  ['a quantity with two rhythms in one phase', '[dissociation, nausea, anxiety]', '[dissociation, spo2, anxiety]', 'spo2 already has a rhythm while infusing'],
  ['a quantity twice in one rhythm', '[dissociation, nausea, anxiety]', '[dissociation, anxiety, anxiety]', 'anxiety is here twice'],
  ['a rhythm without minutes', 'every: { value: 10, unit: min', 'every: { value: 10, unit: h', 'the unit here is min'],
  ['a gate twice', '- id: escort\n', '- id: fast\n', 'fast is here twice'],
  ['a gate nobody knows', '- id: escort\n', '- id: horoscope\n', 'Invalid option'],
  ['a criterion twice', 'id: gait, says', 'id: score, says', 'score is here twice'],
  ['an emergency card twice', '- id: seizure', '- id: anaphylaxis', 'anaphylaxis is here twice'],
  ['a note with an unknown source', '[FAVA]', '[FAVB]', 'the source FAVB is not listed'],
  ['a key written twice', 'offLabel: true\n', 'offLabel: true\noffLabel: false\n', 'unique'],
  [
    'a number that points elsewhere',
    'duration: { value: 40, unit: min, source: ELEKT, confirmed: true }\n',
    'duration: &forty { value: 40, unit: min, source: ELEKT, confirmed: true }\n  hardMin: *forty\n',
    'write the value itself',
  ],
  ['a document that is no YAML', 'offLabel: true\n', 'offLabel: [true\n', ''],
  ['a quantity without plausible bounds', 'quantity: pain\n    possible', 'quantity: nausea\n    possible', 'pain has no entry under `plausible`'],
  ['a rhythm of no minutes', 'every: { value: 10, unit: min', 'every: { value: 0, unit: min', 'more than 0'],
  ['a negative limit', 'at: { value: 160, unit: "mm[Hg]"', 'at: { value: -160, unit: "mm[Hg]"', 'not be negative'],
  ['a version that is no version', 'version: 0.1.0', 'version: first', 'three numbers'],
])('%s is refused', (_, from, to, says) => {
  const faults = faultsOf(changed(from, to))
  expect(faults.length).toBeGreaterThan(0)
  expect(faults.map(({ message }) => message).join('\n')).toContain(says)
})

test('a usual range outside the possible is refused where it stands', () => {
  const heart = text.slice(text.indexOf('  - quantity: heart-rate\n    possible'))
  const wider = changed(heart, heart.replace('max: { value: 150', 'max: { value: 301'))
  expect(faultsOf(wider)).toEqual([
    { line: lineOf('  - quantity: heart-rate\n    possible'), column: 5, message: 'what is possible must contain what is usual' },
  ])
})

test('a fault names line and column of the thing itself', () => {
  const faults = faultsOf(changed('value: 140, unit: "mm[Hg]"', 'value: 140, unit: kPa'))
  expect(faults).toEqual([{ line: lineOf('value: 140'), column: 35, message: 'unit: the unit here is mm[Hg]' }])
})

test.each([
  ['nothing', ''],
  ['a word', 'ketamine'],
  ['a list', '- a'],
  ['two documents', `${text}\n---\n${text}`],
])('%s is no protocol, and says so', (_, document) => {
  expect(faultsOf(document).length).toBeGreaterThan(0)
})

test('whatever part is made nonsense, the document is refused', () => {
  const paths: string[][] = []
  const walk = (value: unknown, path: string[]) => {
    if (path.length > 0 && path[0] !== 'approvedBy') paths.push(path)
    if (typeof value === 'object' && value !== null) for (const [key, child] of Object.entries(value)) walk(child, [...path, key])
  }
  const whole = shippedProtocol().protocol
  walk(whole, [])
  fc.assert(
    fc.property(fc.constantFrom(...paths), fc.constantFrom({ odd: 1 }, null, -1), (path, nonsense) => {
      const document = structuredClone(whole) as unknown as Record<string, unknown>
      const parent = path.slice(0, -1).reduce((at, key) => at[key] as Record<string, unknown>, document)
      parent[path.at(-1) as string] = nonsense
      expect(schema.safeParse(document).success).toBe(false)
    }),
    { numRuns: 500 },
  )
})

test('comments, spacing and the order of keys do not make another version; a number does', () => {
  const hash = (document: string) => {
    const loading = loadProtocol(document)
    return loading.kind === 'loaded' ? loading.loaded.ref.hash : 'refused'
  }
  const reordered = changed(
    '{ value: 0.5, unit: mg/kg, source: ELEKT, confirmed: true }',
    '{ confirmed: true,   source: ELEKT, unit: mg/kg, value: 0.50 } # same',
  )
  expect(hash(reordered)).toBe(hash(text))
  expect(hash(changed('lateAfter: { value: 15', 'lateAfter: { value: 20'))).not.toBe(hash(text))
  expect(hash(text)).toMatch(/^[0-9a-f]{64}$/)
})

test('a folder is read by file name, and one bad document stops it with its name', () => {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-protocols-'))
  writeFileSync(join(folder, 'a.yaml'), text)
  writeFileSync(join(folder, 'notes.txt'), 'not a protocol')
  expect(readProtocols(folder).map(({ ref }) => ref.id)).toEqual(['iv-ketamine-depression'])
  writeFileSync(join(folder, 'b.yaml'), changed(standard, 'standard: 0.5'))
  expect(() => readProtocols(folder)).toThrow(UnusableProtocol)
  expect(() => readProtocols(folder)).toThrow(/^b\.yaml:\d+:\d+ standard: a number never stands alone/)
  rmSync(folder, { recursive: true })
})
