import { dense, integrate } from '../src/medicine/pk/check/dense.fixture.ts'
import { byExponential } from '../src/medicine/pk/check/exponential.fixture.ts'
import { byRungeKutta } from '../src/medicine/pk/check/runge-kutta.fixture.ts'
import { untie, untied } from '../src/medicine/pk/engine/untie.ts'
import { bands, curve, type Dose, every, given, type Into, modelOf, type Person, type Simulator, simulator, typicalPerson } from '../src/medicine/pk/pk.ts'
import { report } from './figure.ts'
import { outside } from './pk.outside.ts'

const infusion: Dose[] = [{ type: 'infusion', start_min: 0, end_min: 40, mg_per_h: 52.5 }]
const devices: Dose[] = [0, 5].map((t_min, i) => ({ type: 'nasal', t_min, mg: 28, device_in_session: i + 1 }))
const grid = every(1, 0, 240)

/**
 * One person's curve of 241 points, four hours by the minute, and many people's band. The references are a matrix
 * exponential stepped along the same points and RK45 (relative 1e-6), both in TypeScript and in the same run; C and NumPy
 * step the same modes without taking a model apart, so that they are a floor and no program of the same kind.
 */
export async function pk(): Promise<void> {
  cold()
  const kamp = prepare('kamp2020', { weight_kg: 70 }, infusion, Math.LN2 / 8.3)
  const exponential = microseconds(() => reference(kamp, 'exponential'), 20)
  const rungeKutta = microseconds(() => reference(kamp, 'runge-kutta'), 20)
  const ours = microseconds(kamp.draw, 20_000)
  report({ name: 'pk-curve', value: ours, unit: 'us', reference: exponential })
  report({ name: 'pk-curve-against-rk45', value: ours, unit: 'us', reference: rungeKutta })
  elsewhere(kamp, ours)
  const others = [
    ['pk-curve-plasma', prepare('kamp2020', { weight_kg: 70 }, infusion, null)],
    ['pk-curve-metabolite', prepare('otto2021', { weight_kg: 70 }, infusion, null)],
    ['pk-curve-nasal', prepare('perezruixo2021', { age_y: 45 }, devices, null)],
    ['pk-curve-500-segments', prepare('kamp2020', { weight_kg: 70 }, segments(500), Math.LN2 / 8.3)],
  ] as const
  for (const [name, one] of others)
    report({ name, value: microseconds(one.draw, 2000), unit: 'us', reference: microseconds(() => reference(one, 'exponential'), 5) })
  for (const [name, model, covariates, events] of [
    ['pk-band-arterial', 'kamp2020', { weight_kg: 70 }, infusion],
    ['pk-band-metabolite', 'otto2021', { weight_kg: 70 }, infusion],
    ['pk-band-nasal', 'perezruixo2021', { age_y: 45 }, devices],
  ] as const) {
    const band = () => bands({ model, covariates, events, times_min: [...grid.at], people: 10_000, seed: 7 })
    report({ name, value: microseconds(band, 1) / 1000, unit: 'ms', reference: 50 })
  }
}

/** The same curve in C and in NumPy, in this run and to the same last value; what the machine has not got is said on the other channel. */
function elsewhere({ simulator: { machine }, what, into }: Ready, ours: number): void {
  const apart = untied(machine, what)
  if (!untie(machine, apart)) throw new Error('The rates of the bench person stand too near each other')
  const modes = [...machine.modes.rate.keys()]
  const keep = modes.map((k) => Math.exp(-(machine.modes.rate[k] as number)))
  const gain = modes.map((k) => ((what.rate[0] as number) * (apart.take[k] as number) * (1 - (keep[k] as number))) / (machine.modes.rate[k] as number))
  const show = machine.watched.map((_, o) => modes.map((k) => shownAs(apart, o, k)))
  const last = into.values.map((values) => values.at(-1) as number)
  const { c, numpy } = outside({ keep, gain, show, points: grid.at.length, during: 40 }, last)
  for (const [name, reference] of [
    ['c', c],
    ['numpy', numpy],
  ] as const)
    if (reference === null) console.error(`pk-curve-against-${name}: not measured, this machine has none`)
    else report({ name: `pk-curve-against-${name}`, value: ours, unit: 'us', reference })
}

const shownAs = ({ reach, first, show }: ReturnType<typeof untied>, output: number, mode: number): number =>
  reach.reduce((so, k, at) => (k === mode && at >= (first[output] as number) && at < (first[output + 1] as number) ? (show[at] as number) : so), 0)

/** Before anything is warm: building the model and its first curve, and the first thousand. */
function cold(): void {
  const began = performance.now()
  const { draw } = prepare('kamp2020', { weight_kg: 70 }, infusion, Math.LN2 / 8.3)
  draw()
  report({ name: 'pk-first-curve-cold', value: performance.now() - began, unit: 'ms' })
  for (let n = 1; n < 1000; n += 1) draw()
  report({ name: 'pk-first-1000-curves-cold', value: performance.now() - began, unit: 'ms' })
}

type Ready = { simulator: Simulator; draw: () => void; what: ReturnType<typeof given>; into: Into }

function prepare(id: string, person: Person, doses: readonly Dose[], ke0: number | null): Ready {
  const model = modelOf(id)
  if (!model) throw new Error(`There is no model ${id}`)
  const ready = simulator(model, ke0)
  const who = typicalPerson(model, person)
  const what = given(ready, who, doses)
  const into: Into = { values: ready.outputs.map(() => new Float64Array(grid.at.length)), from: 0, stride: 1 }
  const draw = () => curve(ready, who, null, what, grid, into)
  draw()
  return { simulator: ready, draw, what, into }
}

/** The same numbers by another road. Shares of a channel are put into the regimen first. */
function reference({ simulator, what }: Ready, how: 'exponential' | 'runge-kutta'): void {
  const { machine } = simulator
  const { n, shape } = machine.modes
  const shared = (cells: Float64Array) => cells.map((x, at) => x * (machine.share[at % machine.channels.length] as number))
  const a = dense(shape, machine.numbers)
  const pass = how === 'exponential' ? byExponential(a, n) : byRungeKutta(a, n, 1e-6)
  integrate(n, machine.channels, { ...what, amount: shared(what.amount), rate: shared(what.rate) }, grid.at as unknown as number[], pass)
}

const segments = (count: number): Dose[] =>
  Array.from({ length: count }, (_, i) => ({ type: 'infusion', start_min: i * 0.47, end_min: i * 0.47 + 0.43, mg_per_h: 30 + (i % 7) }))

/** The quickest of nine slices, microseconds a call; warmed first. What else the machine does can only add. */
function microseconds(work: () => unknown, times: number): number {
  for (let n = 0; n < times; n += 1) work()
  const slices = Array.from({ length: 9 }, () => {
    const began = performance.now()
    for (let n = 0; n < times; n += 1) work()
    return ((performance.now() - began) * 1000) / times
  })
  return Math.min(...slices)
}
