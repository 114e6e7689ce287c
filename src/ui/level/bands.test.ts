import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type BandsRequest, bands } from '../../medicine/pk/pk.ts'
import { bandsDesk, type Helper, type Outcome } from './bands.desk.ts'
import { type Asked, heard, moved, type Told, told } from './bands.messages.ts'

const request: BandsRequest = {
  ...{ model: 'otto2021', covariates: { weight_kg: 70 }, people: 200, seed: 7, times_min: [10, 40, 120] },
  events: [{ type: 'infusion', start_min: 0, end_min: 40, mg_per_h: 26.25 }],
}
/** The way between page and worker: everything is copied as the browser copies it, memory that moves is lost here. */
const crossed = (answer: Told): Told => structuredClone(answer, { transfer: moved(answer) })

/** A worker that answers when the test says so. */
function helper() {
  const asked: Asked[] = []
  const made: Helper & { ended: boolean } = {
    postMessage: (one) => void asked.push(structuredClone(one)),
    terminate() {
      made.ended = true
    },
    onmessage: null,
    onerror: null,
    ended: false,
  }
  const answer = () => made.onmessage?.({ data: crossed(told(asked.shift() ?? expect.unreachable())) })
  return { made, asked, answer }
}
const peopleOf = (outcome: Outcome | undefined) => (outcome?.kind === 'answered' && outcome.answer.kind === 'bands' ? outcome.answer.people : outcome?.kind)

test.each<BandsRequest>([request, { ...request, model: 'domino1982' }, { ...request, covariates: {} }])(
  'what comes out of the worker is what the direct call gives',
  (one) => {
    expect(heard(crossed(told({ id: 3, request: one })))).toEqual(bands(one))
  },
)

test('asking works nothing out on the page: the request is handed over and the answer comes later', () => {
  const { made, asked, answer } = helper()
  const outcomes: Outcome[] = []
  bandsDesk(() => made).ask(request, (one) => outcomes.push(one))
  expect([asked.length, outcomes.length]).toEqual([1, 0])
  answer()
  expect(outcomes.map(peopleOf)).toEqual([200])
})

test('no file of the pages works bands out itself: only what the worker runs calls them', () => {
  const src = join(import.meta.dirname, '../..')
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && !file.startsWith('medicine'),
  )
  const callers = files.filter((file) => /\bbands\(/.test(readFileSync(join(src, file), 'utf8')))
  expect(callers).toEqual(['ui/level/bands.messages.ts'])
  const users = files.filter((file) => /import [^\n]*\btold\b[^\n]*bands\.messages/.test(readFileSync(join(src, file), 'utf8')))
  expect(users).toEqual(['ui/level/bands.worker.ts'])
})

test('the latest wish wins: what waited is replaced, and an answer that came too late reaches nobody', () => {
  const { made, asked, answer } = helper()
  const desk = bandsDesk(() => made)
  const heardOf: string[] = []
  for (const people of [100, 150, 250]) desk.ask({ ...request, people }, (one) => heardOf.push(`${people}: ${peopleOf(one)}`))
  expect(asked.map((one) => one.request.people)).toEqual([100])
  answer()
  expect(asked.map((one) => one.request.people)).toEqual([250])
  answer()
  expect(heardOf).toEqual(['250: 250'])
})

test('a wish that was cancelled is answered to nobody', () => {
  const { made, answer } = helper()
  const desk = bandsDesk(() => made)
  desk.ask(request, () => expect.unreachable())
  desk.cancel()
  answer()
  desk.close()
  expect(made.ended).toBe(true)
})

test('a worker that breaks is said in words, and the next wish starts another', () => {
  const helpers = [helper(), helper()]
  let started = 0
  const desk = bandsDesk(() => helpers[started++]?.made ?? expect.unreachable())
  const outcomes: Outcome[] = []
  desk.ask(request, (one) => outcomes.push(one))
  helpers[0]?.made.onerror?.({ preventDefault: () => {} })
  expect(outcomes).toEqual([{ kind: 'failed', message: expect.stringContaining('could not be worked out on this device') }])
  expect(helpers[0]?.made.ended).toBe(true)
  desk.ask({ ...request, people: 120 }, (one) => outcomes.push(one))
  helpers[1]?.answer()
  expect(outcomes.map(peopleOf)).toEqual(['failed', 120])
})

test('a browser without workers is told apart from a wrong request', () => {
  const outcomes: Outcome[] = []
  const desk = bandsDesk(() => {
    throw new Error('Worker is not defined')
  })
  desk.ask(request, (one) => outcomes.push(one))
  expect(outcomes.map(({ kind }) => kind)).toEqual(['failed'])
})
