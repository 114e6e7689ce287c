import { expect, test } from 'vitest'
import { instant } from '../../medicine/time.ts'
import { freshDatabase } from '../../platform/db/testing.ts'
import { openJournal } from '../../platform/journal/postgres.ts'
import { uuid7 } from '../../platform/journal/uuid7.ts'
import { patientPage } from './find.store.ts'
import { around, register, robin } from './patient.fixture.ts'
import { alike, chartOf, patientModel, patientProjection, patientStream, patientsCalled } from './patient.store.ts'
import { decide, type PatientOrder } from './patient.ts'

const { database, newClinic } = await freshDatabase()
const journal = openJournal({ database, projections: [patientProjection] })
const by = { kind: 'system', id: 'waymark', name: 'Waymark', roles: [] } as const

async function send(clinic: string, patient: string, order: PatientOrder): Promise<string> {
  const head = { clinic, stream: patientStream(patient), id: uuid7(), digest: order, by, via: {}, at: instant(Date.now()) }
  const outcome = await journal.execute(head, patientModel, (state) => decide(state, order, around))
  if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome))
  return patient
}
const names = async (clinic: string, q: string) => (await database.as(clinic, (tx) => patientPage(tx, clinic, q))).patients.map(({ givenName }) => givenName)

test('patients are found by the beginnings of name, number and birth date, and only in their own clinic', async () => {
  const [clinic, other] = [await newClinic(), await newClinic()]
  await send(clinic, uuid7(), register({ givenName: 'Ana', familyName: 'Núñez', mrn: 'K-17' }))
  await send(clinic, uuid7(), register({ givenName: 'Ben', familyName: 'Nunn', birthDate: '1975-06-01' }))
  await send(other, uuid7(), register({ givenName: 'Cara', familyName: 'Nunez' }))
  expect(await names(clinic, 'nun')).toEqual(['Ana', 'Ben'])
  expect(await names(clinic, 'nunez')).toEqual(['Ana'])
  expect(await names(clinic, 'ben nu')).toEqual(['Ben'])
  expect(await names(clinic, 'k17')).toEqual(['Ana'])
  expect(await names(clinic, '6/1/1975')).toEqual(['Ben'])
  expect(await names(clinic, "%' or 1=1")).toEqual([])
  expect(await names(other, '')).toEqual(['Cara'])
})

test('a corrected name is found under the new one and no longer under the old', async () => {
  const clinic = await newClinic()
  const patient = await send(clinic, uuid7(), register())
  await send(clinic, patient, { type: 'correct-demographics', data: { ...robin, familyName: 'Sample', reason: 'married' } })
  expect(await names(clinic, 'sample')).toEqual(['Robin'])
  expect(await names(clinic, 'example')).toEqual([])
  expect((await database.as(clinic, (tx) => patientsCalled(tx, [patient]))).get(patient)).toEqual({
    name: 'Robin Sample',
    birthDate: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
  })
})

test('the whole list is walked page by page: everybody once, in order, also those of one name', async () => {
  const clinic = await newClinic()
  await Promise.all(Array.from({ length: 120 }, (_, n) => send(clinic, uuid7(), register({ givenName: n % 2 ? 'Kim' : `P${n}`, birthDate: '1980-01-01' }))))
  const seen: string[] = []
  for (let after: string | null | undefined; after !== null; ) {
    const page = await database.as(clinic, (tx) => patientPage(tx, clinic, '', after ?? undefined))
    seen.push(...page.patients.map(({ id, givenName }) => `${givenName.toLowerCase()} ${id}`))
    after = page.next
  }
  expect(seen).toHaveLength(120)
  expect(new Set(seen).size).toBe(120)
  expect(seen).toEqual([...seen].sort())
})

test('a restricted chart is marked in the list, and the chart door learns for whom it is', async () => {
  const clinic = await newClinic()
  const patient = await send(clinic, uuid7(), register())
  expect(await database.as(clinic, (tx) => chartOf(tx, patient))).toEqual({ restrictedTo: null })
  await send(clinic, patient, { type: 'restrict-chart', data: { staff: ['p1'], reason: 'a colleague' } })
  expect(await database.as(clinic, (tx) => chartOf(tx, patient))).toEqual({ restrictedTo: ['p1'] })
  expect((await database.as(clinic, (tx) => patientPage(tx, clinic, ''))).patients).toMatchObject([{ restricted: true }])
  expect(await database.as(clinic, (tx) => chartOf(tx, uuid7()))).toBeNull()
})

test('the same name and birth date, or the same number, is noticed; oneself is not', async () => {
  const clinic = await newClinic()
  const patient = await send(clinic, uuid7(), register({ mrn: 'K-17' }))
  const look = (data: Partial<typeof robin> & { mrn?: string }, except = uuid7()) =>
    database.as(clinic, (tx) => alike(tx, clinic, { ...robin, ...data }, except))
  expect(await look({})).toEqual([{ name: 'Robin Example', by: 'name' }])
  expect(await look({ givenName: 'Kim', mrn: 'K-17' })).toEqual([{ name: 'Robin Example', by: 'number' }])
  expect(await look({ birthDate: '1981-02-28' })).toEqual([])
  expect(await look({ birthDate: 'not a date' })).toEqual([])
  expect(await look({ mrn: 'K-17' }, patient)).toEqual([])
})
