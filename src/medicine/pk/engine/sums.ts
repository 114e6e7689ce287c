/** A record of `size` numbers for each person, one after another. */
export type Records = { readonly own: Float64Array; readonly size: number }

/**
 * Writes `count` rows of the people `from` up to `until`: for each, what `lasts` plus the parts that die away, and goes on to the moment after; in a
 * step each part keeps `kept` of itself. `away`, `kept` and `lasts` say where they stand in a record. Written out, for a
 * loop over modes costs as much as the sum itself; `several` is that loop, and all give the same.
 */
export type Sum = (
  of: Records,
  from: number,
  until: number,
  away: number,
  kept: number,
  lasts: number,
  rows: Float32Array,
  stride: number,
  count: number,
) => void

export function sumOf(modes: number): Sum {
  return { 3: three, 4: four, 5: five, 6: six, 8: eight }[modes] ?? several(modes)
}

export const several =
  (modes: number): Sum =>
  ({ own, size }, from, until, away, kept, lasts, rows, stride, count) => {
    for (let person = from, at = from * size; person < until; person += 1, at += size)
      for (let i = 0; i < count; i += 1) {
        let sum = own[at + lasts] as number
        for (let k = 0; k < modes; k += 1) {
          sum += own[at + away + k] as number
          own[at + away + k] = (own[at + away + k] as number) * (own[at + kept + k] as number)
        }
        rows[i * stride + person] = sum > 0 ? sum : 0
      }
  }

const three: Sum = ({ own, size }, from, until, away, kept, lasts, rows, stride, count) => {
  for (let person = from, at = from * size; person < until; person += 1, at += size) {
    const stays = own[at + lasts] as number
    const k0 = own[at + kept] as number
    let a0 = own[at + away] as number
    const k1 = own[at + kept + 1] as number
    let a1 = own[at + away + 1] as number
    const k2 = own[at + kept + 2] as number
    let a2 = own[at + away + 2] as number
    for (let i = 0, to = person; i < count; i += 1, to += stride) {
      const sum = a0 + a1 + (a2 + stays)
      rows[to] = sum > 0 ? sum : 0
      a0 *= k0
      a1 *= k1
      a2 *= k2
    }
    own[at + away] = a0
    own[at + away + 1] = a1
    own[at + away + 2] = a2
  }
}

const four: Sum = ({ own, size }, from, until, away, kept, lasts, rows, stride, count) => {
  for (let person = from, at = from * size; person < until; person += 1, at += size) {
    const stays = own[at + lasts] as number
    const k0 = own[at + kept] as number
    let a0 = own[at + away] as number
    const k1 = own[at + kept + 1] as number
    let a1 = own[at + away + 1] as number
    const k2 = own[at + kept + 2] as number
    let a2 = own[at + away + 2] as number
    const k3 = own[at + kept + 3] as number
    let a3 = own[at + away + 3] as number
    for (let i = 0, to = person; i < count; i += 1, to += stride) {
      const sum = a0 + a1 + (a2 + a3) + stays
      rows[to] = sum > 0 ? sum : 0
      a0 *= k0
      a1 *= k1
      a2 *= k2
      a3 *= k3
    }
    own[at + away] = a0
    own[at + away + 1] = a1
    own[at + away + 2] = a2
    own[at + away + 3] = a3
  }
}

const five: Sum = ({ own, size }, from, until, away, kept, lasts, rows, stride, count) => {
  for (let person = from, at = from * size; person < until; person += 1, at += size) {
    const stays = own[at + lasts] as number
    const k0 = own[at + kept] as number
    let a0 = own[at + away] as number
    const k1 = own[at + kept + 1] as number
    let a1 = own[at + away + 1] as number
    const k2 = own[at + kept + 2] as number
    let a2 = own[at + away + 2] as number
    const k3 = own[at + kept + 3] as number
    let a3 = own[at + away + 3] as number
    const k4 = own[at + kept + 4] as number
    let a4 = own[at + away + 4] as number
    for (let i = 0, to = person; i < count; i += 1, to += stride) {
      const sum = a0 + a1 + (a2 + a3) + (a4 + stays)
      rows[to] = sum > 0 ? sum : 0
      a0 *= k0
      a1 *= k1
      a2 *= k2
      a3 *= k3
      a4 *= k4
    }
    own[at + away] = a0
    own[at + away + 1] = a1
    own[at + away + 2] = a2
    own[at + away + 3] = a3
    own[at + away + 4] = a4
  }
}

const six: Sum = ({ own, size }, from, until, away, kept, lasts, rows, stride, count) => {
  for (let person = from, at = from * size; person < until; person += 1, at += size) {
    const stays = own[at + lasts] as number
    const k0 = own[at + kept] as number
    let a0 = own[at + away] as number
    const k1 = own[at + kept + 1] as number
    let a1 = own[at + away + 1] as number
    const k2 = own[at + kept + 2] as number
    let a2 = own[at + away + 2] as number
    const k3 = own[at + kept + 3] as number
    let a3 = own[at + away + 3] as number
    const k4 = own[at + kept + 4] as number
    let a4 = own[at + away + 4] as number
    const k5 = own[at + kept + 5] as number
    let a5 = own[at + away + 5] as number
    for (let i = 0, to = person; i < count; i += 1, to += stride) {
      const sum = a0 + a1 + (a2 + a3) + (a4 + a5 + stays)
      rows[to] = sum > 0 ? sum : 0
      a0 *= k0
      a1 *= k1
      a2 *= k2
      a3 *= k3
      a4 *= k4
      a5 *= k5
    }
    own[at + away] = a0
    own[at + away + 1] = a1
    own[at + away + 2] = a2
    own[at + away + 3] = a3
    own[at + away + 4] = a4
    own[at + away + 5] = a5
  }
}

/** Eight at once are more than a processor holds at hand: four, and then the other four. */
const eight: Sum = ({ own, size }, from, until, away, kept, lasts, rows, stride, count) => {
  if (halves.length < count) halves = new Float64Array(count)
  const half = halves
  for (let person = from, at = from * size; person < until; person += 1, at += size) {
    const stays = own[at + lasts] as number
    firstFour(own, at + away, at + kept, half, count)
    const k4 = own[at + kept + 4] as number
    let a4 = own[at + away + 4] as number
    const k5 = own[at + kept + 5] as number
    let a5 = own[at + away + 5] as number
    const k6 = own[at + kept + 6] as number
    let a6 = own[at + away + 6] as number
    const k7 = own[at + kept + 7] as number
    let a7 = own[at + away + 7] as number
    for (let i = 0, to = person; i < count; i += 1, to += stride) {
      const sum = a4 + a5 + (a6 + a7) + ((half[i] as number) + stays)
      rows[to] = sum > 0 ? sum : 0
      a4 *= k4
      a5 *= k5
      a6 *= k6
      a7 *= k7
    }
    own[at + away + 4] = a4
    own[at + away + 5] = a5
    own[at + away + 6] = a6
    own[at + away + 7] = a7
  }
}

let halves = new Float64Array(16)
function firstFour(own: Float64Array, away: number, kept: number, half: Float64Array, count: number): void {
  const k0 = own[kept] as number
  let a0 = own[away] as number
  const k1 = own[kept + 1] as number
  let a1 = own[away + 1] as number
  const k2 = own[kept + 2] as number
  let a2 = own[away + 2] as number
  const k3 = own[kept + 3] as number
  let a3 = own[away + 3] as number
  for (let i = 0; i < count; i += 1) {
    half[i] = a0 + a1 + (a2 + a3)
    a0 *= k0
    a1 *= k1
    a2 *= k2
    a3 *= k3
  }
  own[away] = a0
  own[away + 1] = a1
  own[away + 2] = a2
  own[away + 3] = a3
}
