/** Chance without state: the same seed, moment and channel give the same number, in any order of asking. */
export type Chance = (channel: number, moment: number) => number

/** Uniform in [0, 1). Mixing after splitmix32; good enough for simulated noise, never for secrets. */
export const chance =
  (seed: number): Chance =>
  (channel, moment) => {
    let x = (Math.imul(seed | 0, 0x9e3779b1) ^ Math.imul(channel + 1, 0x85ebca6b) ^ Math.imul(Math.floor(moment * 1000) + 1, 0xc2b2ae35)) | 0
    x = Math.imul(x ^ (x >>> 16), 0x21f0aaad)
    x = Math.imul(x ^ (x >>> 15), 0x735a2d97)
    return ((x ^ (x >>> 15)) >>> 0) / 0x1_0000_0000
  }

/** Bell-shaped around 0 with a spread of about 1, never beyond 3.5: the sum of twelve. */
export const bell = (draw: Chance, channel: number, moment: number): number => {
  let sum = 0
  for (let i = 0; i < 12; i += 1) sum += draw(channel * 16 + i, moment)
  return Math.max(-3.5, Math.min(3.5, sum - 6))
}

/** A slow wander between about -1 and 1, minutes long, smooth in time. */
export function wander(draw: Chance, channel: number, seconds: number): number {
  const waves = [47, 131, 389].map((period, i) => {
    const phase = draw(channel, 10_000 + i) * 2 * Math.PI
    return Math.sin((2 * Math.PI * seconds) / (period * (0.9 + 0.2 * draw(channel, 20_000 + i))) + phase)
  })
  return waves.reduce((a, b) => a + b, 0) / waves.length
}
