import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bundle, bytes, facts, loinc, ME, maps, patient, read, readAll, snomed } from './fhir.fixture.ts'
import { readRecord } from './fhir.ts'

const weight = (id: string, more: object = {}) => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  code: loinc('29463-7'),
  effectiveDateTime: '2026-11-02',
  valueQuantity: { value: 72.4, code: 'kg', system: 'http://unitsofmeasure.org' },
  ...more,
})

test('the same record read twice has the same ids; a corrected entry has another', async () => {
  const ids = async (value: number) => (await readAll(weight('o', { valueQuantity: { value, unit: 'kg' } }))).statements.map(({ id }) => id)
  expect(await ids(72.4)).toEqual(await ids(72.4))
  expect((await ids(72.4)).filter((id, i, all) => all.indexOf(id) === i)).toHaveLength(2)
  expect((await ids(72.4))[1]).not.toBe((await ids(74.2))[1])
})

test.each(['transaction', 'collection', 'searchset', 'batch', 'document'])('a %s bundle is read', async (type) => {
  const record = await read(bundle([weight('o')], type))
  expect(record.kind === 'read' && facts(record)).toHaveLength(1)
})

test('one resource alone, and lines of NDJSON, are read too', async () => {
  const alone = await read(weight('o', { subject: { reference: 'Patient/me' } }))
  expect(alone.kind === 'read' && facts(alone)).toHaveLength(1)
  expect(alone.kind === 'read' && alone.problems[0]?.what).toContain('no Patient')
  const lines = [patient, weight('a', { subject: { reference: 'Patient/me' } }), weight('b', { subject: { reference: 'Patient/you' } })]
  const record = await read(`${lines.map((line) => JSON.stringify(line)).join('\r\n')}\n`)
  expect(record).toMatchObject({ kind: 'read', seen: { Observation: { facts: 1, others: 1 } } })
})

test.each([ME, 'Patient/me', 'Patient/me/_history/3', 'https://ehr.example/fhir/Patient/me', 'Patient?identifier=urn:mrn|77'])(
  '%s is the person',
  async (reference) => {
    const person = { ...patient, identifier: [{ system: 'urn:mrn', value: '77' }] }
    const record = await read({
      resourceType: 'Bundle',
      type: 'collection',
      entry: [{ fullUrl: ME, resource: person }, { resource: weight('o', { subject: { reference } }) }],
    })
    expect(record.kind === 'read' && facts(record)).toHaveLength(1)
  },
)

test.each([{ reference: 'Patient/you' }, { reference: 'Group/me' }, { reference: '#me' }, { display: 'Up Made' }, undefined])(
  'what is about %j is never taken',
  async (subject) => {
    const record = await read({
      resourceType: 'Bundle',
      entry: [{ fullUrl: 'https://a.example/Patient/me', resource: patient }, { resource: { ...weight('o'), subject } }],
    })
    expect(record).toMatchObject({ kind: 'read', unmapped: [], seen: { Observation: { others: 1, facts: 0 } } })
    const elsewhere = await read({
      resourceType: 'Bundle',
      entry: [
        { fullUrl: 'https://a.example/Patient/me', resource: patient },
        { resource: weight('o', { subject: { reference: 'https://b.example/Patient/me' } }) },
      ],
    })
    expect(elsewhere).toMatchObject({ seen: { Observation: { others: 1 } } })
  },
)

test('two people in one record are refused by name, until one is chosen', async () => {
  const two = [patient, { ...patient, id: 'you', name: [{ family: 'Other', given: ['An'] }] }].map((resource) => ({ resource }))
  const value = { resourceType: 'Bundle', entry: [...two, { resource: weight('o', { subject: { reference: 'Patient/you' } }) }] }
  expect(await read(value)).toMatchObject({ kind: 'whose', people: [{ familyName: 'Made' }, { familyName: 'Other' }] })
  expect(await read(value, 'me')).toMatchObject({ kind: 'read', seen: { Observation: { others: 1 } } })
  expect(await read(value, 'you')).toMatchObject({ kind: 'read', patient: { familyName: 'Other' }, seen: { Observation: { facts: 1 } } })
  expect(await read(value, 'nobody')).toMatchObject({ kind: 'bad' })
})

test.each<[string, string, RegExp, RegExp]>([
  ['nothing', '', /document/, /no resource/],
  ['no JSON', 'hello', /byte 0/, /not JSON/],
  ['a file cut short', JSON.stringify(bundle([weight('o')])).slice(0, 400), /entry\[\d\], byte \d+/, /ends before/],
  ['a comma too many', JSON.stringify(bundle([weight('o')])).replace('"status"', ',"status"'), /entry\[1\], byte \d+/, /not JSON/],
  ['an entry that is text', '{"resourceType":"Bundle","entry":["x"]}', /entry\[0\]/, /object/],
  ['an entry without a type', '{"resourceType":"Bundle","entry":[{"resource":{}}]}', /entry\[0\]\.resource/, /resourceType/],
  ['entries that are no list', '{"resourceType":"Bundle","entry":{"0":{}}}', /entry/, /list/],
  ['a list', '[1,2]', /document/, /object/],
  ['a history', '{"resourceType":"Bundle","type":"history"}', /type/, /history/],
  ['one that goes on below', `{"resourceType":"Bundle","entry":[${'['.repeat(90_000)}`, /byte \d+/, /levels deep/],
])('%s is refused with what and where, and nothing of it is taken', async (_name, text, where, what) => {
  const record = await read(text)
  expect(record).toMatchObject({ kind: 'bad', flaws: [{ where: expect.stringMatching(where), what: expect.stringMatching(what) }] })
})

test('an element of a wrong kind makes its entry unread, says where, and the rest is read', async () => {
  const record = await readAll(weight('a', { code: 7 }), weight('b'))
  expect(facts(record)).toHaveLength(1)
  expect(record.problems).toEqual([{ where: 'entry[1].resource.code', what: 'should be an object' }])
  expect(record.unmapped).toMatchObject([{ why: 'entry[1].resource.code should be an object' }])
})

test('it does not matter where the stream is cut', async () => {
  const whole = bytes(bundle([weight('ä'), { resourceType: 'Condition', id: 'c', code: snomed('67362008', 'Aneurysmä 🫀'), recordedDate: '2020' }]))
  const cut = (at: number) => readRecord([{ chunks: [whole.slice(0, at), whole.slice(at)] }], maps)
  const expected = await cut(0)
  for (let at = 1; at < whole.length; at += 7) expect(await cut(at)).toEqual(expected)
})

const nasty = fc.oneof(
  fc.constantFrom(null, true, 0, -1, 1e308, '', 'x', '\0', '\ud800', '2019-13-45', '9'.repeat(400), [], {}, [null], [[]], { __proto__: { a: 1 } }, [
    { coding: 'x' },
  ]),
  fc.jsonValue({ maxDepth: 3 }),
)
const good = bundle([
  weight('o'),
  { resourceType: 'Condition', id: 'c', code: snomed('67362008'), recordedDate: '2020' },
  {
    resourceType: 'AllergyIntolerance',
    id: 'a',
    code: { text: 'Latex' },
    recordedDate: '2020',
    category: ['food'],
    reaction: [{ manifestation: [{ text: 'Rash' }] }],
  },
  {
    resourceType: 'MedicationRequest',
    id: 'm',
    status: 'active',
    intent: 'order',
    authoredOn: '2020',
    medicationCodeableConcept: { text: 'Prozac' },
    dosageInstruction: [{ timing: {} }],
  },
  { resourceType: 'FamilyMemberHistory', id: 'f', status: 'completed', relationship: snomed('1'), condition: [{ code: snomed('1') }] },
  { resourceType: 'QuestionnaireResponse', id: 'q', status: 'completed', authored: '2020', item: [{ linkId: '44261-6', answer: [{ valueInteger: 3 }] }] },
])

/** Any one place of a good bundle, holding anything. */
const mutated = fc.tuple(fc.nat(), nasty, fc.constantFrom('', '__proto__', 'constructor', 'toString')).map(([n, value, key]) => {
  const copy = structuredClone(good) as unknown
  const places: { at: Record<string, unknown>; key: string }[] = []
  const walk = (one: unknown): void => {
    if (typeof one !== 'object' || one === null) return
    for (const name of Object.keys(one)) {
      places.push({ at: one as Record<string, unknown>, key: name })
      walk((one as Record<string, unknown>)[name])
    }
  }
  walk(copy)
  const place = places[n % places.length]
  if (place) Object.defineProperty(place.at, key || place.key, { value, enumerable: true, configurable: true, writable: true })
  return JSON.stringify(copy)
})

test('whatever stands in a record, reading it never throws, changes nothing else, and what it says can be kept', async () => {
  await fc.assert(
    fc.asyncProperty(mutated, async (text) => {
      const record = await read(text)
      expect(['read', 'bad', 'whose']).toContain(record.kind)
      if (record.kind !== 'read') return
      const said = JSON.stringify([record.statements, record.unmapped, record.patient])
      expect(said.includes('\\u0000')).toBe(false)
      expect(said.isWellFormed()).toBe(true)
      for (const { value, fact } of record.statements) if (value === false) throw new Error(`an import said no to ${fact}`)
    }),
    { numRuns: 400 },
  )
  expect(({} as { a?: number }).a).toBeUndefined()
})
