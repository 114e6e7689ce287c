/** Chance that can be told again: the same seed gives the same people. For simulation, never for secrets. */
export type Chance = { normal(): number; uniform(): number }

/**
 * Units:  any whole number as seed; `uniform` in (0, 1), `normal` of mean 0 and variance 1.
 * Errors: none.
 * Source: xoshiro128** of Blackman & Vigna 2021, ACM Trans Math Softw 47:36, seeded by splitmix32; Marsaglia's polar method.
 */
export function chance(seed: number): Chance {
  const s = new Int32Array(4)
  for (let i = 0, x = seed | 0; i < 4; i += 1) {
    x = (x + 0x9e3779b9) | 0
    let z = Math.imul(x ^ (x >>> 16), 0x85ebca6b)
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35)
    s[i] = z ^ (z >>> 16)
  }
  const bits = (): number => {
    const a = s[0] as number
    const b = s[1] as number
    const c = s[2] as number
    const d = s[3] as number
    const turned = Math.imul(b, 5)
    const result = Math.imul((turned << 7) | (turned >>> 25), 9) >>> 0
    s[2] = c ^ a
    s[3] = d ^ b
    s[1] = b ^ (s[2] as number)
    s[0] = a ^ (s[3] as number)
    s[2] = (s[2] as number) ^ (b << 9)
    s[3] = ((s[3] as number) << 11) | ((s[3] as number) >>> 21)
    return result
  }
  const uniform = (): number => (bits() + 0.5) / 0x1_0000_0000
  let spare = Number.NaN
  const normal = (): number => {
    if (!Number.isNaN(spare)) {
      const kept = spare
      spare = Number.NaN
      return kept
    }
    for (;;) {
      const x = 2 * uniform() - 1
      const y = 2 * uniform() - 1
      const square = x * x + y * y
      if (square >= 1 || square === 0) continue
      const stretch = Math.sqrt((-2 * Math.log(square)) / square)
      spare = y * stretch
      return x * stretch
    }
  }
  return { normal, uniform }
}
