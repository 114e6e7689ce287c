import { uuid7 } from '../src/platform/journal/uuid7.ts'
import { asOwner, type Clinic, command } from './clinic.ts'

/** A session whose patient has arrived. */
export async function plan(clinic: Clinic, patient: string): Promise<string> {
  const session = uuid7()
  const data = { patient, protocol: clinic.protocol, chair: 'bench', plannedFor: new Date().toISOString() }
  await asOwner(clinic, '/api/sessions', { ...command('schedule', data), session })
  await asOwner(clinic, `/api/sessions/${session}/commands`, command('arrive', {}))
  return session
}
