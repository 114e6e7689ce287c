import { expect, test } from 'vitest'
import { torture } from '../bench/torture/run.ts'
import { freePort } from './waymark.ts'

/** The short form of `npm run torture`: the same clients, victims and judge, with fewer kills. The seed is in the name of every failure. */
const seed = Number(process.env.WAYMARK_TORTURE_SEED ?? 20_261_125)
const KILLS = 14

test(`eight people chart while Waymark or its PostgreSQL is killed ${KILLS} times: each acknowledged entry is there once, in order, unchanged (seed ${seed})`, {
  timeout: 600_000,
}, async () => {
  const { kills, tally, disagreements, entries, looks, data, log } = await torture({ kills: KILLS, seed, port: await freePort(), lookEvery: 7 })
  const where = `data kept in ${data}; again with: npm run torture -- --kills ${KILLS} --seed ${seed}\n${JSON.stringify(kills.slice(-3))}\n${log}`
  expect(disagreements, where).toEqual([])
  expect(tally.differing, 'an entry sent again after its answer is answered as before').toEqual([])
  expect(tally.faults, `no answer but "done", "refused" or "not now, try again"; ${where}`).toEqual([])
  // The run was one: kills of each kind fell into charting, outcomes were unknown, and were cleared up.
  expect(kills.filter(({ inFlight }) => inFlight > 0).length).toBeGreaterThan(KILLS / 3)
  expect(new Set(kills.map(({ victim }) => victim)).size).toBeGreaterThan(3)
  expect(tally.broken + tally.away).toBeGreaterThan(0)
  expect(tally.done).toBeGreaterThan(entries / 2)
  expect(tally.again).toBeGreaterThan(0)
  expect(looks).toBe(2)
})
