import fc from 'fast-check'

/** Text that has broken programs before. */
export const TEXTS = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  'x\udfffy',
  '\u001b[31mred\u001b[0m',
  'line\r\nSet-Cookie: a=b',
  '\u202egnp.exe',
  '\ufeff',
  "'; drop table journal; --",
  '<script>alert(1)</script>',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  'toString',
  '%00',
  '%s%n',
  'NaN',
  'Infinity',
  '-0',
  '1e400',
  '0x10',
  '٣',
  '１２',
  '👩‍⚕️',
  'ﷺ'.repeat(50),
  'a'.repeat(300),
  'a'.repeat(20_000),
  '{"$ref":"#"}',
  'null',
  'undefined',
] as const

/** Moments and dates that are none, or hardly. */
export const MOMENTS = [
  '2026-11-24T14:05:00.000Z',
  '0000-01-01T00:00:00.000Z',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999Z',
  '+275760-09-13T00:00:00.000Z',
  '-000001-01-01T00:00:00Z',
  '2026-02-30T00:00:00Z',
  '2026-11-01T01:30:00-04:00',
  '1985-03-04',
  '0000-00-00',
  '2026-13-01',
  '2026-11-24T24:00:00Z',
  '2026-11-24T14:05:60Z',
] as const

const NUMBERS = [0, -0, 1, -1, 0.1, 1e-300, 1e21, 1e308, 2 ** 31, 2 ** 53, -(2 ** 63), 4294967296] as const

const polluted = (key: string, value: unknown): object => Object.defineProperty({}, key, { value, enumerable: true, configurable: true, writable: true })
const nested = (depth: number): unknown => {
  let value: unknown = 1
  for (let n = 0; n < depth; n += 1) value = n % 2 ? [value] : { a: value }
  return value
}

/** Any value where another was meant. */
export const nasty: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<unknown>(...TEXTS, ...MOMENTS) },
  { weight: 3, arbitrary: fc.constantFrom<unknown>(...NUMBERS) },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(null, true, false, [], {}, [[]], [null], { a: null }, new Array(2000).fill(0)) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<unknown>(polluted('__proto__', { admin: true }), polluted('constructor', { prototype: { admin: true } }), {
      toString: 1,
      valueOf: null,
    }),
  },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(nested(20), nested(40), nested(500)) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
)

type Step = { readonly at: number; readonly to: unknown; readonly kind: 'replace' | 'drop' | 'add' | 'wrap' }
const step = fc.record<Step>({ at: fc.nat(60), to: nasty, kind: fc.constantFrom('replace', 'replace', 'replace', 'drop', 'add', 'wrap') })

/** Values of this kind, some of them with parts replaced, dropped, added or wrapped. */
export const halfBad = (good: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.tuple(good, fc.array(step, { maxLength: 3 })).map(([value, steps]) => steps.reduce(spoilt, value))

function spoilt(value: unknown, { at, to, kind }: Step): unknown {
  const places = placesOf(value)
  const place = places[at % places.length]
  if (!place) return kind === 'wrap' ? [value] : to
  const copy = structuredClone(value)
  const parent = place.slice(0, -1).reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], copy) as Record<string, unknown>
  const key = place.at(-1) as string
  if (kind === 'drop') delete parent[key]
  else if (kind === 'add' && !Array.isArray(parent))
    Object.defineProperty(parent, at % 2 ? 'extra' : '__proto__', { value: to, enumerable: true, configurable: true })
  else parent[key] = kind === 'wrap' ? [parent[key]] : to
  return copy
}

/** The paths of everything in a value. */
function placesOf(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null || path.length > 8) return []
  return Object.keys(value)
    .slice(0, 12)
    .flatMap((key) => [[...path, key], ...placesOf((value as Record<string, unknown>)[key], [...path, key])])
}
