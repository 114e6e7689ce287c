import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Instant } from '../src/medicine/time.ts'

export type Recorded = { readonly id: string; readonly type: string; readonly by: { readonly name: string }; readonly data: Readonly<Record<string, unknown>> }

/** The open interface of one session, used as the person who is signed in on a page. */
export function ordersOf(url: string, session: string) {
  const path = `${url}/api/sessions`
  const post = (page: Page, at: Instant, type: string, data: object, confirmed: readonly string[]) =>
    page.request.post(type === 'schedule' ? path : `${path}/${session}/commands`, {
      data: { id: randomUUID(), at, type, data, ...(confirmed.length > 0 ? { confirmed } : {}), ...(type === 'schedule' ? { session } : {}) },
    })
  return {
    /** Sends one command, answers "really?" with yes, and gives back its facts; a refusal fails the test with its words. */
    async send(page: Page, at: Instant, type: string, data: object): Promise<readonly Recorded[]> {
      let answer = await post(page, at, type, data, [])
      let body = await answer.json()
      if (answer.status() === 409) {
        answer = await post(
          page,
          at,
          type,
          data,
          body.questions.map(({ code }: { code: string }) => code),
        )
        body = await answer.json()
      }
      expect(answer.status(), `${type}: ${JSON.stringify(body)}`).toBe(200)
      return body.facts
    },
    /** Plans it for the patient and the first chair, under the protocol in force. */
    async plan(page: Page, at: Instant, plannedFor: Instant, patient: string): Promise<void> {
      const { protocols } = await (await page.request.get(`${url}/api/protocols`)).json()
      const { chairs } = await (await page.request.get(`${url}/api/clinic`)).json()
      await this.send(page, at, 'schedule', { patient, protocol: protocols[0].ref, chair: chairs[0].id, plannedFor })
    },
    /** Writes and signs an order of 0.5 mg/kg over 40 minutes for 72.4 kg. */
    async order(page: Page, written: Instant, signed: Instant): Promise<void> {
      const drug = { name: 'ketamine', rxnorm: '6130' }
      const [order] = await this.send(page, written, 'write-order', {
        ...{ drug, doseMgPerKg: '0.5', weightKg: '72.4', durationMin: '40', concentrationMgPerMl: '0.4' },
      })
      await this.send(page, signed, 'sign-order', { order: order?.id })
    },
    /** Everything of one type that is in the record. */
    async recorded(page: Page, type: string): Promise<readonly Recorded[]> {
      const { facts } = await (await page.request.get(`${path}/${session}`)).json()
      return facts.filter((fact: Recorded) => fact.type === type)
    },
  }
}
