import { expect, test } from 'vitest'
import type { Actor } from '../../medicine/record.ts'
import { addMinutes, instant } from '../../medicine/time.ts'
import { freshDatabase } from '../../platform/db/testing.ts'
import { openJournal } from '../../platform/journal/postgres.ts'
import { rebuild } from '../../platform/journal/rebuild.ts'
import { uuid7 } from '../../platform/journal/uuid7.ts'
import { onRoster } from './roster.store.ts'
import { doorRules, noteTokenUse, staffList, staffModel, staffProjection, tokenByHash, tokenList } from './staff.store.ts'
import type { StaffOrder } from './staff.types.ts'

const { database, clinic, newClinic } = await freshDatabase()
const journal = openJournal({ database, projections: [staffProjection] })
const by: Actor = { kind: 'system', id: 'waymark', name: 'Waymark', roles: [] }
const now = instant(Date.now())
const carryOut = (order: StaffOrder, where = clinic) => onRoster(journal, { clinic: where, id: uuid7(), at: instant(Date.now()), by, via: {} }, order)

const orders: StaffOrder[] = [
  { type: 'add', data: { staff: 'olga', name: 'Olga', email: 'olga@harbour.example', roles: ['owner', 'physician'] } },
  { type: 'join', data: { staff: 'olga', user: 'u1' } },
  { type: 'add', data: { staff: 'nina', name: 'Nina', roles: ['nurse'] } },
  { type: 'correct-name', data: { staff: 'nina', name: 'Nina K.' } },
  { type: 'deactivate', data: { staff: 'nina', reason: 'moved away' } },
  { type: 'issue-token', data: { token: 't1', name: 'Board', roles: ['nurse'], rights: ['board.see'], hash: 'h1', expiresAt: addMinutes(now, 1440) } },
  { type: 'issue-token', data: { token: 't2', name: 'Export', roles: ['owner'], hash: 'h2', expiresAt: addMinutes(now, 1440) } },
  { type: 'revoke-token', data: { token: 't1', reason: 'lost' } },
  { type: 'set-door-rules', data: { idleMinutes: 5, secondFactorAfterDays: 0 } },
]

test('the tables show the staff as the facts have it', async () => {
  for (const order of orders) expect((await carryOut(order)).kind).toBe('done')
  await database.as(clinic, async (tx) => {
    expect(await staffList(tx)).toMatchObject([
      { id: 'olga', user_id: 'u1', roles: ['owner', 'physician'], active: true },
      { id: 'nina', name: 'Nina K.', email: null, active: false },
    ])
    expect(await tokenByHash(tx, 'h1')).toMatchObject({ rights: ['board.see'], revoked_at: expect.any(String) })
    expect(await tokenByHash(tx, 'h2')).toMatchObject({ rights: null, revoked_at: null })
    expect(await doorRules(tx)).toEqual({ idleMinutes: 5, secondFactorAfterDays: 0 })
  })
})

test('rebuilt from the journal they are the same, and what is no fact stays', async () => {
  const used = addMinutes(now, 3)
  await database.as(clinic, (tx) => noteTokenUse(tx, clinic, new Map([['t2', used]])))
  const all = () => database.as(clinic, async (tx) => [await staffList(tx), await tokenList(tx), await doorRules(tx)])
  const before = await all()
  await rebuild({ database, projections: [staffProjection], models: { staff: staffModel } })
  expect(await all()).toEqual(before)
  expect((await database.as(clinic, tokenList)).find(({ id }) => id === 't2')?.used_at).toBe(used)
})

test('no clinic sees the staff or the tokens of another', async () => {
  const other = await newClinic()
  await database.as(other, async (tx) => {
    expect([await staffList(tx), await tokenList(tx), await tokenByHash(tx, 'h2')]).toEqual([[], [], undefined])
  })
})

test('two owners who let each other go at the same moment: one of them stays', async () => {
  const where = await newClinic()
  for (const staff of ['ann', 'bea']) {
    await carryOut({ type: 'add', data: { staff, name: staff, roles: ['owner'] } }, where)
    await carryOut({ type: 'join', data: { staff, user: staff } }, where)
  }
  const outcomes = await Promise.all(['ann', 'bea'].map((staff) => carryOut({ type: 'deactivate', data: { staff, reason: 'quarrel' } }, where)))
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['done', 'refused'])
})
