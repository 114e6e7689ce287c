import type { Into, Machine } from './machine.ts'

/** Nose, gut, a body of four with the liver, a metabolite of two: the plain loop of kernels.ts written out, for it is long. */
export function nasal({ show, state, even: { keeps, gains } }: Machine, { values, from, stride }: Into, i: number, end: number): void {
  const parent = values[0] as Float64Array
  const child = values[1] as Float64Array
  const k00 = keeps[0] as number
  const g0 = gains[0] as number
  let y0 = state[0] as number
  const k11 = keeps[9] as number
  const g1 = gains[1] as number
  let y1 = state[1] as number
  const k20 = keeps[16] as number
  const k21 = keeps[17] as number
  const k22 = keeps[18] as number
  const s2 = show[2] as number
  const g2 = gains[2] as number
  let y2 = state[2] as number
  const k30 = keeps[24] as number
  const k31 = keeps[25] as number
  const k33 = keeps[27] as number
  const s3 = show[3] as number
  const g3 = gains[3] as number
  let y3 = state[3] as number
  const k40 = keeps[32] as number
  const k41 = keeps[33] as number
  const k44 = keeps[36] as number
  const s4 = show[4] as number
  const g4 = gains[4] as number
  let y4 = state[4] as number
  const k50 = keeps[40] as number
  const k51 = keeps[41] as number
  const k55 = keeps[45] as number
  const s5 = show[5] as number
  const g5 = gains[5] as number
  let y5 = state[5] as number
  const k60 = keeps[48] as number
  const k61 = keeps[49] as number
  const k62 = keeps[50] as number
  const k63 = keeps[51] as number
  const k64 = keeps[52] as number
  const k65 = keeps[53] as number
  const k66 = keeps[54] as number
  const s6 = show[14] as number
  const g6 = gains[6] as number
  let y6 = state[6] as number
  const k70 = keeps[56] as number
  const k71 = keeps[57] as number
  const k72 = keeps[58] as number
  const k73 = keeps[59] as number
  const k74 = keeps[60] as number
  const k75 = keeps[61] as number
  const k77 = keeps[63] as number
  const s7 = show[15] as number
  const g7 = gains[7] as number
  let y7 = state[7] as number
  for (let at = i; at < end; at += 1) {
    if (at > i) {
      y7 = k77 * y7 + k70 * y0 + k71 * y1 + k72 * y2 + k73 * y3 + k74 * y4 + k75 * y5 + g7
      y6 = k66 * y6 + k60 * y0 + k61 * y1 + k62 * y2 + k63 * y3 + k64 * y4 + k65 * y5 + g6
      y5 = k55 * y5 + k50 * y0 + k51 * y1 + g5
      y4 = k44 * y4 + k40 * y0 + k41 * y1 + g4
      y3 = k33 * y3 + k30 * y0 + k31 * y1 + g3
      y2 = k22 * y2 + k20 * y0 + k21 * y1 + g2
      y1 = k11 * y1 + g1
      y0 = k00 * y0 + g0
    }
    const shown = s2 * y2 + s3 * y3 + s4 * y4 + s5 * y5
    const made = s6 * y6 + s7 * y7
    parent[from + at * stride] = shown > 0 ? shown : 0
    child[from + at * stride] = made > 0 ? made : 0
  }
  state[0] = y0
  state[1] = y1
  state[2] = y2
  state[3] = y3
  state[4] = y4
  state[5] = y5
  state[6] = y6
  state[7] = y7
}
