import type { Page } from 'playwright-core'
import { addMinutes, type Instant } from '../src/medicine/time.ts'
import { ordersOf } from './orders.ts'

type People = { readonly physician: Page; readonly nurse: Page }

/** Two hours and more before `begun` + 165: a session charted at its own times, up to the IV out. The nurse's page stands on the patient's chart. */
export async function chartHomeward(url: string, { physician, nurse }: People, session: string, begun: Instant): Promise<void> {
  const at = (minute: number) => addMinutes(begun, minute)
  const orders = ordersOf(url, session)
  const send = (minute: number, type: string, data: object) => orders.send(nurse, at(minute), type, data)
  const reads = (minute: number, values: object) =>
    send(minute, 'record-readings', {
      values: { 'heart-rate': 76, spo2: 98, 'respiratory-rate': 14, moaas: 5, ...values },
      from: {},
      lateReason: 'Charted on paper while the tablet was away',
    })
  await orders.plan(nurse, at(0), at(10), nurse.url().split('/').at(-1) ?? '')
  await orders.order(physician, at(1), at(2))
  await send(3, 'arrive', {})
  await send(4, 'confirm-identity', { checked: ['name', 'birth-date'] })
  await send(5, 'record-weight', { value: '72.4', unit: 'kg', method: 'scale' })
  await send(6, 'answer-fast', { lastFood: at(-700), lastDrink: at(-300) })
  await send(7, 'name-escort', { name: 'Tomás Reyes', phone: '555 0100', relation: 'brother' })
  await send(8, 'review-allergies', { allergies: [], noneKnown: true })
  await reads(9, { systolic: 124, diastolic: 78 })
  await send(10, 'ready', {})
  await send(11, 'place-iv', { site: 'Left forearm', gauge: '22 G', attempts: 1 })
  await send(12, 'start-infusion', { rateMlPerHour: '135.75', concentrationMgPerMl: '0.4', bagMl: '90.5' })
  await reads(22, { systolic: 136, diastolic: 84 })
  await reads(32, { systolic: 138, diastolic: 86 })
  await reads(42, { systolic: 140, diastolic: 86 })
  await send(52, 'stop-infusion', { reason: 'complete' })
  await reads(67, { systolic: 130, diastolic: 80 })
  await reads(160, { systolic: 122, diastolic: 76, dissociation: 0 })
  await send(161, 'remove-iv', { intact: true })
}

/** Everything a person is looked at for before going home, and well. */
export const WELL = {
  aldrete: { consciousness: 2, circulation: 2, breathing: 2, spo2: 2, activity: 2 },
  oriented: { person: true, place: true, time: true },
  gait: 'steady',
  newSuicidalIntent: false,
  escortPresent: true,
  adviceGiven: true,
} as const
