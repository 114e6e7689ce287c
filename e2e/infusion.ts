import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { addMinutes, type Instant } from '../src/medicine/time.ts'

/** Sends one command over the open interface and says yes to "really?"; a refusal fails the test with its words. */
export async function send(page: Page, at: Instant, type: string, data: object, url: string, session?: string): Promise<readonly { readonly id: string }[]> {
  const named = session ? { session } : {}
  const post = (confirmed: readonly string[]) => page.request.post(url, { data: { id: randomUUID(), at, type, data, confirmed, ...named } })
  let answer = await post([])
  if (answer.status() === 409) answer = await post((await answer.json()).questions.map(({ code }: { code: string }) => code))
  if (!answer.ok()) throw new Error(`${type}: ${answer.status()} ${await answer.text()}`)
  return (await answer.json()).facts
}

/**
 * A session whose infusion began at `begun`, each step charted at its own time by the two people it takes. The nurse's
 * page stands on the patient's chart.
 */
export async function chartInfusion(
  url: string,
  { physician, nurse }: { readonly physician: Page; readonly nurse: Page },
  session: string,
  begun: Instant,
): Promise<void> {
  const at = (minute: number) => addMinutes(begun, minute - 14)
  const say = (page: Page, minute: number, type: string, data: object) => send(page, at(minute), type, data, `${url}/api/sessions/${session}/commands`)
  const patient = nurse.url().split('/').at(-1)
  const { protocols } = await (await nurse.request.get(`${url}/api/protocols`)).json()
  const { chairs } = await (await nurse.request.get(`${url}/api/clinic`)).json()
  await send(nurse, at(0), 'schedule', { patient, protocol: protocols[0].ref, chair: chairs[0].id, plannedFor: at(10) }, `${url}/api/sessions`, session)
  const drug = { name: 'ketamine', rxnorm: '6130' }
  const [order] = await say(physician, 1, 'write-order', { drug, doseMgPerKg: '0.5', weightKg: '72.4', durationMin: '40', concentrationMgPerMl: '0.4' })
  await say(physician, 2, 'sign-order', { order: order?.id })
  await say(nurse, 3, 'arrive', {})
  await say(nurse, 4, 'confirm-identity', { checked: ['name', 'birth-date'] })
  await say(nurse, 5, 'record-weight', { value: '72.4', unit: 'kg', method: 'scale' })
  await say(nurse, 6, 'answer-fast', { lastFood: at(-700), lastDrink: at(-300) })
  await say(nurse, 7, 'name-escort', { name: 'Tomás Reyes', phone: '555 0100', relation: 'brother' })
  await say(nurse, 8, 'review-allergies', { allergies: [{ substance: 'penicillin', reaction: 'rash' }], noneKnown: false })
  const values = { 'heart-rate': 80, systolic: 124, diastolic: 78, spo2: 97, 'respiratory-rate': 14, moaas: 5 }
  await say(nurse, 9, 'record-readings', { values, from: {}, lateReason: 'charted afterwards' })
  await say(nurse, 10, 'ready', {})
  await say(nurse, 11, 'place-iv', { site: 'Left forearm', gauge: '22 G', attempts: 1 })
  await say(nurse, 14, 'start-infusion', { rateMlPerHour: '135.75', concentrationMgPerMl: '0.4', bagMl: '90.5' })
}
