/** One measured figure, one JSON line. `reference` was measured in the same run on the same machine; `ratio` is value / reference. */
export type Figure = { readonly name: string; readonly value: number; readonly unit: string; readonly reference?: number }

export function report({ name, value, unit, reference }: Figure): void {
  const ratio = reference === undefined ? {} : { reference: short(reference), ratio: short(value / reference) }
  console.log(JSON.stringify({ name, value: short(value), unit, ...ratio }))
}

const short = (n: number): number => Number(n.toPrecision(4))

export type Run = { readonly perSecond: number; readonly p50: number; readonly p99: number }

/** `clients` at once, each asking again as soon as it is answered, for `ms`. Times in ms. */
export async function load(clients: number, ms: number, ask: (client: number, n: number) => Promise<unknown>): Promise<Run> {
  const times: number[] = []
  const began = performance.now()
  const one = async (client: number) => {
    for (let n = 0; performance.now() - began < ms; n += 1) {
      const asked = performance.now()
      await ask(client, n)
      times.push(performance.now() - asked)
    }
  }
  await Promise.all(Array.from({ length: clients }, (_, client) => one(client)))
  const seconds = (performance.now() - began) / 1000
  times.sort((a, b) => a - b)
  const at = (part: number) => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0
  return { perSecond: times.length / seconds, p50: at(0.5), p99: at(0.99) }
}

export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** Makes `count` things, sixteen at a time. */
export async function many<T>(count: number, make: (n: number) => Promise<T>): Promise<T[]> {
  const made: T[] = []
  let next = 0
  const one = async () => {
    while (next < count) made.push(await make(next++))
  }
  await Promise.all(Array.from({ length: 16 }, one))
  return made
}
