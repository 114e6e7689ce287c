import { expect, test } from 'vitest'
import type { House } from '../../platform/http/env.ts'
import { httpApp } from '../../platform/http/http-app.ts'
import type { Right } from '../../platform/http/right.ts'
import { may } from '../staff/rights.ts'
import { book } from './teaching.fixture.ts'
import { teachingRoutes } from './teaching.routes.ts'

const ask = (...rights: Right[]) => {
  const by = { kind: 'staff', id: 's1', name: 'Ada', roles: ['front-desk'] } as const
  const house = {
    who: async () => ({ kind: 'person', person: { clinic: 'c1', by, roles: by.roles, rights: new Set(rights) } }),
    says: (right: string) => right,
    audit: { note: () => {} },
    now: () => new Date(0),
  }
  return httpApp({ house: house as unknown as House, report: () => {} })
    .route('/api', teachingRoutes(book))
    .request('/api/teaching/regimens')
}

test('the published regimens come whole to those who may see the page', async () => {
  const answer = await ask('teaching.see')
  expect([answer.status, await answer.json()]).toEqual([200, JSON.parse(JSON.stringify(book))])
})

test('without that right nothing comes', async () => expect((await ask('board.see')).status).toBe(403))

test('everybody who works in a clinic may learn, and no patient is asked for', () => {
  for (const role of ['owner', 'physician', 'nurse', 'therapist', 'front-desk'] as const) expect(may([role], 'teaching.see')).toBe(true)
  expect(may(['patient'], 'teaching.see')).toBe(false)
})
