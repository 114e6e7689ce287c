import { parseArgs } from 'node:util'
import { median, report } from './figure.ts'
import { type Kill, type Torture, torture } from './torture/run.ts'

/**
 * `npm run torture -- --kills N --seed S`: eight clients chart over HTTP while the program, its PostgreSQL or a process
 * inside it is killed at moments the seed decides. Ends with 1 when anything that was promised is not so.
 */
const PROMISE_MS = 3000

const { values } = parseArgs({ options: { kills: { type: 'string', default: '200' }, seed: { type: 'string' }, port: { type: 'string', default: '41160' } } })
const seed = values.seed === undefined ? Math.floor(Math.random() * 1e9) : Number(values.seed)
const kills = Number(values.kills)
if (!Number.isSafeInteger(seed) || !(kills >= 1)) throw new Error('Usage: npm run torture -- [--kills 200] [--seed 7] [--port 41160]')

console.log(`seed ${seed}: npm run torture -- --kills ${kills} --seed ${seed}`)
const result = await torture({ kills, seed, port: Number(values.port), lookEvery: 20, compare: true, tell: (line) => console.log(line) })
figures(result)
const wrong = disagreements(result)
for (const line of wrong) console.error(line)
if (wrong.length > 0) console.error(`seed ${seed}. The data is kept in ${result.data ?? 'no folder'}. The program said:\n${result.log}`)
process.exitCode = wrong.length > 0 ? 1 : 0

function figures({ kills, entries, events, tally, looks, orderlyMs = Number.NaN }: Torture): void {
  const restarts = kills.flatMap(({ restartMs }) => (restartMs === undefined ? [] : [restartMs]))
  const slow = restarts.filter((ms) => ms >= PROMISE_MS).length
  console.log(
    `${kills.length} kills, ${entries} entries (${tally.done} carried out, ${tally.refused} refused, ${tally.again} sent again after their answer), ${events} events, ${looks} looks`,
  )
  console.log(`unknown outcomes: ${tally.broken} connections broken, ${tally.away} times 503`)
  distribution('torture-restart', restarts, PROMISE_MS)
  report({ name: 'torture-restart-to-orderly-start', value: median(restarts), unit: 'ms', reference: orderlyMs })
  distribution(
    'torture-charting-again',
    kills.map(({ backMs }: Kill) => backMs),
  )
  console.log(`restart under ${PROMISE_MS / 1000} s: ${slow === 0 ? 'kept' : `NOT kept, ${slow} of ${restarts.length} took longer`}`)
}

function distribution(name: string, ms: readonly number[], reference?: number): void {
  const sorted = ms.toSorted((a, b) => a - b)
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
  for (const [part, value] of [
    ['p50', at(0.5)],
    ['p99', at(0.99)],
    ['max', at(1)],
  ] as const)
    report({ name: `${name}-${part}`, value, unit: 'ms', ...(reference ? { reference } : {}) })
}

function disagreements({ disagreements, tally, kills }: Torture): string[] {
  const around = kills.slice(-3).map((kill) => JSON.stringify(kill))
  return [
    ...disagreements
      .slice(0, 20)
      .map(
        ({ what, entry, found }) =>
          `DISAGREES: ${what}\n  entry ${JSON.stringify(entry)}\n  found ${JSON.stringify(found)}\n  last kills ${around.join('\n             ')}`,
      ),
    ...tally.differing.map((what) => `DISAGREES: ${what}`),
    ...tally.faults.slice(0, 20).map((what) => `NO CLEAR ANSWER: ${what}`),
  ]
}
