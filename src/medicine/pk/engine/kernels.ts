import { advance, type Into, type Kernel, type Machine } from './machine.ts'
import type { Modes } from './modes.ts'
import { nasal } from './nasal.ts'
import type { Shape } from './shape.ts'

/** The plain loop, and straight lines for the shapes that most curves are drawn with. All give the same. */
export function kernelFor({ shape }: Modes, channels: readonly number[], watched: readonly number[]): Kernel {
  const sizes = shape.blocks.map(({ size }) => size).join('+')
  const usual = channels.every((into) => into === 0) && shape.links.every(({ from }) => from === 0) && watched[0] === 0 && (watched[1] ?? 3) === 3
  if (usual && sizes === '3' && watched.length === 1) return three
  if (usual && sizes === '3+1' && watched.length === 2) return threeAndOne
  if (usual && sizes === '3+2' && watched.length === 2) return threeAndTwo
  if (sizes === '1+1+4+2' && watched[0] === 2 && watched[1] === 6 && !linked(shape, 0, 1)) return nasal
  return any
}

const linked = ({ links }: Shape, one: number, other: number) => links.some(({ from, to }) => from === one && to === other)

function any({ modes: { n }, before, show, shown, state, even }: Machine, { values, from, stride }: Into, i: number, end: number): void {
  for (let at = i; at < end; at += 1) {
    if (at > i) advance(state, even.keeps, even.gains, before)
    for (let o = 0; o < values.length; o += 1) {
      const last = shown[2 * o + 1] as number
      let sum = 0
      for (let k = shown[2 * o] as number; k < last; k += 1) sum += (show[o * n + k] as number) * (state[k] as number)
      // Modes of one sign never go below zero; a sum of both signs may round there while nothing has arrived yet.
      const column = values[o] as Float64Array
      column[from + at * stride] = sum > 0 ? sum : 0
    }
  }
}

/** Three compartments. Each mode is carried as what it shows; one that shows nothing holds nothing, for all goes in and out by the centre. */
function three({ show, state, even: { keeps, gains } }: Machine, { values, from, stride }: Into, i: number, end: number): void {
  const parent = values[0] as Float64Array
  const s0 = show[0] as number
  const s1 = show[1] as number
  const s2 = show[2] as number
  const k00 = keeps[0] as number
  const g0 = (gains[0] as number) * s0
  let y0 = (state[0] as number) * s0
  const k11 = keeps[4] as number
  const g1 = (gains[1] as number) * s1
  let y1 = (state[1] as number) * s1
  const k22 = keeps[8] as number
  const g2 = (gains[2] as number) * s2
  let y2 = (state[2] as number) * s2
  for (let at = i; at < end; at += 1) {
    if (at > i) {
      y2 = k22 * y2 + g2
      y1 = k11 * y1 + g1
      y0 = k00 * y0 + g0
    }
    parent[from + at * stride] = y0 + y1 + y2
  }
  state[0] = s0 === 0 ? 0 : y0 / s0
  state[1] = s1 === 0 ? 0 : y1 / s1
  state[2] = s2 === 0 ? 0 : y2 / s2
}

/** Three compartments and an effect site. */
function threeAndOne({ show, state, even: { keeps, gains } }: Machine, { values, from, stride }: Into, i: number, end: number): void {
  const parent = values[0] as Float64Array
  const child = values[1] as Float64Array
  const s0 = show[0] as number
  const s1 = show[1] as number
  const s2 = show[2] as number
  const s3 = show[7] as number
  const k00 = keeps[0] as number
  const g0 = (gains[0] as number) * s0
  let y0 = (state[0] as number) * s0
  const k11 = keeps[5] as number
  const g1 = (gains[1] as number) * s1
  let y1 = (state[1] as number) * s1
  const k22 = keeps[10] as number
  const g2 = (gains[2] as number) * s2
  let y2 = (state[2] as number) * s2
  const k30 = s0 === 0 ? 0 : ((keeps[12] as number) * s3) / s0
  const k31 = s1 === 0 ? 0 : ((keeps[13] as number) * s3) / s1
  const k32 = s2 === 0 ? 0 : ((keeps[14] as number) * s3) / s2
  const k33 = keeps[15] as number
  const g3 = (gains[3] as number) * s3
  let y3 = (state[3] as number) * s3
  for (let at = i; at < end; at += 1) {
    if (at > i) {
      y3 = k33 * y3 + k30 * y0 + k31 * y1 + k32 * y2 + g3
      y2 = k22 * y2 + g2
      y1 = k11 * y1 + g1
      y0 = k00 * y0 + g0
    }
    parent[from + at * stride] = y0 + y1 + y2
    child[from + at * stride] = y3
  }
  state[0] = s0 === 0 ? 0 : y0 / s0
  state[1] = s1 === 0 ? 0 : y1 / s1
  state[2] = s2 === 0 ? 0 : y2 / s2
  state[3] = s3 === 0 ? 0 : y3 / s3
}

/** Three compartments and a metabolite of two. */
function threeAndTwo({ show, state, even: { keeps, gains } }: Machine, { values, from, stride }: Into, i: number, end: number): void {
  const parent = values[0] as Float64Array
  const child = values[1] as Float64Array
  const s0 = show[0] as number
  const s1 = show[1] as number
  const s2 = show[2] as number
  const s3 = show[8] as number
  const s4 = show[9] as number
  const k00 = keeps[0] as number
  const g0 = (gains[0] as number) * s0
  let y0 = (state[0] as number) * s0
  const k11 = keeps[6] as number
  const g1 = (gains[1] as number) * s1
  let y1 = (state[1] as number) * s1
  const k22 = keeps[12] as number
  const g2 = (gains[2] as number) * s2
  let y2 = (state[2] as number) * s2
  const k30 = s0 === 0 ? 0 : ((keeps[15] as number) * s3) / s0
  const k31 = s1 === 0 ? 0 : ((keeps[16] as number) * s3) / s1
  const k32 = s2 === 0 ? 0 : ((keeps[17] as number) * s3) / s2
  const k33 = keeps[18] as number
  const g3 = (gains[3] as number) * s3
  let y3 = (state[3] as number) * s3
  const k40 = s0 === 0 ? 0 : ((keeps[20] as number) * s4) / s0
  const k41 = s1 === 0 ? 0 : ((keeps[21] as number) * s4) / s1
  const k42 = s2 === 0 ? 0 : ((keeps[22] as number) * s4) / s2
  const k44 = keeps[24] as number
  const g4 = (gains[4] as number) * s4
  let y4 = (state[4] as number) * s4
  for (let at = i; at < end; at += 1) {
    if (at > i) {
      y4 = k44 * y4 + k40 * y0 + k41 * y1 + k42 * y2 + g4
      y3 = k33 * y3 + k30 * y0 + k31 * y1 + k32 * y2 + g3
      y2 = k22 * y2 + g2
      y1 = k11 * y1 + g1
      y0 = k00 * y0 + g0
    }
    parent[from + at * stride] = y0 + y1 + y2
    child[from + at * stride] = y3 + y4
  }
  state[0] = s0 === 0 ? 0 : y0 / s0
  state[1] = s1 === 0 ? 0 : y1 / s1
  state[2] = s2 === 0 ? 0 : y2 / s2
  state[3] = s3 === 0 ? 0 : y3 / s3
  state[4] = s4 === 0 ? 0 : y4 / s4
}
