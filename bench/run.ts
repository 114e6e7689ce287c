/** `npm run bench [name …]`: measures, and prints one JSON line for each figure. Without names: everything. */
const benches: Readonly<Record<string, () => Promise<() => Promise<void>>>> = {
  append: async () => (await import('./append.ts')).append,
  chart: async () => (await import('./chart.ts')).chart,
  live: async () => (await import('./live.ts')).live,
  pk: async () => (await import('./pk.ts')).pk,
  verify: async () => (await import('./verify.ts')).verify,
  start: async () => (await import('./start.ts')).start,
  scripts: async () => (await import('./scripts.ts')).scripts,
}

/** Names; what begins with two dashes, and its value, is for the bench itself. */
const asked = process.argv.slice(2).filter((word, i, words) => !word.startsWith('--') && !words[i - 1]?.startsWith('--'))
const unknown = asked.filter((name) => !(name in benches))
if (unknown.length > 0) {
  console.error(`There is no bench called ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}`)
  process.exit(1)
}
for (const [name, bench] of Object.entries(benches)) if (asked.length === 0 || asked.includes(name)) await (await bench())()
