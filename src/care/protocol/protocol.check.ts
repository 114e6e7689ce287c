import { isSound } from '../../medicine/limits.ts'
import { QUANTITIES, type Quantity } from '../../medicine/vitals.ts'
import type { Limit, Num, Plausible, Protocol } from './protocol.ts'

/** Where in the document, as keys and positions, and what is wrong there. */
export type Problem = { readonly path: readonly (string | number)[]; readonly message: string }

/** What a schema cannot say: whether the parts of a protocol that reads well also fit together. */
export const problemsOf = (p: Protocol): readonly Problem[] => [
  ...unknownSources(p),
  ...doseProblems(p.dose),
  ...p.limits.flatMap(limitProblems),
  ...escalationProblems(p.limits),
  ...p.plausible.flatMap(plausibleProblems),
  ...unboundedQuantities(p),
  ...twice('gates', p.gates, ({ id }) => id),
  ...twice('limits', p.limits, ({ quantity, side, severity }) => `${quantity} ${side} ${severity}`),
  ...twice('plausible', p.plausible, ({ quantity }) => quantity),
  ...p.cadence.flatMap(({ quantities }, i) => twice(`cadence.${i}.quantities`, quantities, String)),
  ...twiceInAPhase(p),
  ...twice('discharge.criteria', p.discharge.criteria, ({ id }) => id),
  ...twice('emergency', p.emergency, ({ id }) => id),
]

const unitOf = (quantity: Quantity | 'weight'): string => (quantity === 'weight' ? 'kg' : QUANTITIES[quantity].ucum)

const wrongUnit = (path: Problem['path'], num: Num, unit: string): Problem[] =>
  num.unit === unit ? [] : [{ path: [...path, 'unit'], message: `the unit here is ${unit}, not ${num.unit}` }]

/** Every tag, of a number, a gate, a card or named in a note, must be listed. */
function unknownSources(p: Protocol): Problem[] {
  const problems: Problem[] = []
  const check = (path: Problem['path'], tag: string) => {
    if (!Object.hasOwn(p.sources, tag)) problems.push({ path, message: `the source ${tag} is not listed under \`sources\`` })
  }
  const walk = (value: unknown, path: Problem['path']): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [key, child] of Object.entries(value)) {
      const here = [...path, Array.isArray(value) ? Number(key) : key]
      if (key === 'source' && typeof child === 'string') check(here, child)
      else if (key === 'note' && typeof child === 'string') for (const [, tag = ''] of child.matchAll(/\[([A-Z][A-Z0-9-]*)\]/g)) check(here, tag)
      else walk(child, here)
    }
  }
  walk(p, [])
  return problems
}

function doseProblems({ standard, usual, durationUsual, duration, hardMax }: Protocol['dose']): Problem[] {
  const problems: Problem[] = []
  const say = (path: string[], message: string) => problems.push({ path: ['dose', ...path], message })
  if (usual.min.value > usual.max.value) say(['usual'], 'the usual range is the wrong way round')
  if (durationUsual.min.value > durationUsual.max.value) say(['durationUsual'], 'the usual duration is the wrong way round')
  if (standard.value < usual.min.value || standard.value > usual.max.value) say(['standard'], 'the standard dose lies outside the usual range')
  if (duration.value < durationUsual.min.value || duration.value > durationUsual.max.value)
    say(['duration'], 'the standard duration lies outside the usual range')
  if (hardMax.value < usual.max.value) say(['hardMax'], 'the hard stop lies below the usual range')
  return problems
}

function limitProblems({ quantity, side, at, clearBy }: Limit, i: number): Problem[] {
  const unit = unitOf(quantity)
  const unsound = !isSound({ side, at: at.value, clearBy: clearBy.value })
  return [
    ...wrongUnit(['limits', i, 'at'], at, unit),
    ...wrongUnit(['limits', i, 'clearBy'], clearBy, unit),
    ...(unsound ? [{ path: ['limits', i, 'clearBy'], message: `a limit ${side} ${at.value} must clear ${side === 'above' ? 'below' : 'above'} it` }] : []),
  ]
}

/** An urgent limit nearer than the warning would never be preceded by one. */
function escalationProblems(limits: readonly Limit[]): Problem[] {
  return limits.flatMap((urgent, i) => {
    if (urgent.severity !== 'urgent') return []
    const warning = limits.find((other) => other.severity === 'warning' && other.quantity === urgent.quantity && other.side === urgent.side)
    if (!warning) return []
    const nearer = urgent.side === 'above' ? urgent.at.value <= warning.at.value : urgent.at.value >= warning.at.value
    return nearer ? [{ path: ['limits', i, 'at'], message: `urgent at ${urgent.at.value} comes no later than the warning at ${warning.at.value}` }] : []
  })
}

function plausibleProblems({ quantity, possible, usual }: Plausible, i: number): Problem[] {
  const unit = unitOf(quantity)
  const units = (['possible', 'usual'] as const).flatMap((range) =>
    (['min', 'max'] as const).flatMap((end) => wrongUnit(['plausible', i, range, end], { possible, usual }[range][end], unit)),
  )
  const contains = possible.min.value <= usual.min.value && usual.min.value <= usual.max.value && usual.max.value <= possible.max.value
  return contains ? units : [...units, { path: ['plausible', i], message: 'what is possible must contain what is usual' }]
}

/** A value that is asked for or limited needs bounds, or any slip would pass. */
function unboundedQuantities(p: Protocol): Problem[] {
  const bounded = new Set<string>(p.plausible.map(({ quantity }) => quantity))
  const missing = (quantity: string, path: Problem['path']): Problem[] =>
    bounded.has(quantity) ? [] : [{ path, message: `${quantity} has no entry under \`plausible\`` }]
  return [
    ...p.limits.flatMap(({ quantity }, i) => missing(quantity, ['limits', i, 'quantity'])),
    ...p.cadence.flatMap(({ quantities }, i) => quantities.flatMap((quantity, j) => missing(quantity, ['cadence', i, 'quantities', j]))),
    ...missing('weight', ['plausible']),
  ]
}

function twice<T>(where: string, items: readonly T[], name: (item: T) => string): Problem[] {
  const keys = where.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key))
  return items.flatMap((item, i) =>
    items.findIndex((other) => name(other) === name(item)) < i ? [{ path: [...keys, i], message: `${name(item)} is here twice` }] : [],
  )
}

/** Two rhythms of one phase must not ask for the same quantity. */
function twiceInAPhase({ cadence }: Protocol): Problem[] {
  return cadence.flatMap(({ phase, quantities }, i) =>
    quantities.flatMap((quantity, j) =>
      cadence.slice(0, i).some((earlier) => earlier.phase === phase && earlier.quantities.includes(quantity))
        ? [{ path: ['cadence', i, 'quantities', j], message: `${quantity} already has a rhythm while ${phase}` }]
        : [],
    ),
  )
}
