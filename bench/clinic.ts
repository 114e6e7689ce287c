import { uuid7 } from '../src/platform/journal/uuid7.ts'

/** A clinic made for measuring, through the same doors as any other. */
export type Clinic = { readonly port: number; readonly cookie: string; readonly token: string; readonly protocol: unknown }

const PASSWORD = 'a long password for measuring'
const person = { clinicName: 'Bench', zone: 'UTC', ownerName: 'Bench Owner', email: 'bench@example.org', password: PASSWORD, alsoPhysician: true }

export async function foundClinic(port: number): Promise<Clinic> {
  const founded = await fetch(`http://127.0.0.1:${port}/api/setup/clinic`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(person),
  })
  if (!founded.ok) throw new Error(await founded.text())
  const cookie = founded.headers
    .getSetCookie()
    .map((text) => text.split(';')[0])
    .join('; ')
  const clinic = { port, cookie, token: '', protocol: null }
  const { protocols } = await asOwner<{ protocols: { ref: unknown }[] }>(clinic, '/api/protocols')
  await asOwner(clinic, '/api/clinic/commands', command('add-chair', { chair: 'bench', name: 'Bench' }))
  const { token } = await asOwner<{ token: string }>(clinic, '/api/tokens', { ...command('', { name: 'Bench', roles: ['nurse'], days: 2 }), type: undefined })
  return { ...clinic, token, protocol: protocols[0]?.ref }
}

export const command = (type: string, data: unknown, at = new Date()) => ({ id: uuid7(), at: at.toISOString(), type, data })

/** As the founder, who is owner and physician. */
export async function asOwner<T>({ port, cookie }: Pick<Clinic, 'port' | 'cookie'>, path: string, body?: unknown): Promise<T> {
  const how = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { ...how, headers: { cookie, 'content-type': 'application/json' } })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as T
}

export async function register(clinic: Clinic, n: number): Promise<string> {
  const patient = uuid7()
  const data = { givenName: 'Bench', familyName: `Patient ${n}`, birthDate: '1980-02-29', sex: 'female' }
  await asOwner(clinic, '/api/patients', { ...command('register', data), patient })
  return patient
}

export const calm = { 'heart-rate': 72, systolic: 124, diastolic: 78, spo2: 98, 'respiratory-rate': 14, moaas: 5 }

/** A session whose infusion is running: every check and signature by hand. */
export async function underWay(clinic: Clinic, patient: string): Promise<string> {
  const session = uuid7()
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
  const order = { drug: { name: 'Ketamine', rxnorm: '6130' }, doseMgPerKg: '0.5', weightKg: '70', durationMin: '40', concentrationMgPerMl: '0.4' }
  const say = (type: string, data: unknown) => asOwner<{ facts: { id: string }[] }>(clinic, `/api/sessions/${session}/commands`, command(type, data))
  await asOwner(clinic, '/api/sessions', {
    ...command('schedule', { patient, protocol: clinic.protocol, chair: 'bench', plannedFor: new Date().toISOString() }),
    session,
  })
  const written = await say('write-order', order)
  await say('sign-order', { order: written.facts[0]?.id })
  await say('arrive', {})
  await say('confirm-identity', { checked: ['name', 'birth-date'] })
  await say('record-weight', { value: '70', unit: 'kg', method: 'scale' })
  await say('answer-fast', { lastFood: ago(720), lastDrink: ago(300) })
  await say('name-escort', { name: 'Eva Escort', phone: '555 0100', relation: 'sister' })
  await say('review-allergies', { allergies: [], noneKnown: true })
  await say('record-readings', { values: calm, from: {} })
  await say('ready', {})
  await say('place-iv', { site: 'left forearm', gauge: '22 G', attempts: 1 })
  await say('start-infusion', { rateMlPerHour: '131.25', concentrationMgPerMl: '0.4', bagMl: '100' })
  return session
}
