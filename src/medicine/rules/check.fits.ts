import type { Known, Path, Problem } from './problem.ts'
import type { Condition, FactDefinition, FieldType, FromTable, Quantified, RowCondition, Span, Test } from './types.ts'

/** Whether a condition fits what may be known: its facts and fields exist, its tests fit their types, its numbers their units. */
export function problemsOfCondition(condition: Condition, path: Path, known: Known): readonly Problem[] {
  if ('all' in condition) return condition.all.flatMap((part, i) => problemsOfCondition(part, [...path, 'all', i], known))
  if ('any' in condition) return condition.any.flatMap((part, i) => problemsOfCondition(part, [...path, 'any', i], known))
  if ('not' in condition) return problemsOfCondition(condition.not, [...path, 'not'], known)
  const key = 'fact' in condition ? 'fact' : 'count'
  const id = 'fact' in condition ? condition.fact : condition.count
  const fact = known.catalogue.facts.find((one) => one.id === id)
  if (!fact) return [{ path: [...path, key], message: `the catalogue has no fact "${id}": nobody collects it` }]
  const own = [
    ...(fact.from.length === 0 ? [{ path: [...path, key], message: `nobody may supply "${id}": the rule would stay unknown for ever` }] : []),
    ...spanProblems(condition.noOlderThan, fact, [...path, 'noOlderThan'], known),
  ]
  return [...own, ...('fact' in condition ? ofFact(condition, fact, path, known) : ofCount(condition, fact, path, known))]
}

/** A stricter freshness has to be stricter: another would never be heard. */
function spanProblems(noOlderThan: Span | undefined, { freshFor }: FactDefinition, path: Path, known: Known): readonly Problem[] {
  if (!noOlderThan) return []
  const longer = freshFor !== 'always' && about(noOlderThan) > about(freshFor)
  return [
    ...unlistedNumber(noOlderThan, path, known),
    ...(longer ? [{ path, message: 'the catalogue lets this fact be stale before that: a stricter freshness is shorter' }] : []),
  ]
}

const HOURS: Readonly<Record<Span['unit'], number>> = { min: 1 / 60, h: 1, d: 24, wk: 168, mo: 730.5, a: 8766 }
const about = ({ value, unit }: Span): number => value * HOURS[unit]

function ofFact(condition: Extract<Condition, { fact: string }>, fact: FactDefinition, path: Path, known: Known): readonly Problem[] {
  const { type } = fact
  if (type.kind !== 'rows') return ofTest(condition, type, path, known, null)
  return 'recorded' in condition ? [] : [{ path, message: `"${fact.id}" is a list: count its rows, or ask whether it is recorded` }]
}

function ofCount(condition: Extract<Condition, { count: string }>, fact: FactDefinition, path: Path, known: Known): readonly Problem[] {
  const { type } = fact
  if (type.kind !== 'rows') return [{ path: [...path, 'count'], message: `"${fact.id}" is no list: there are no rows to count` }]
  const { distinct, where } = condition
  const bound = 'atLeast' in condition ? condition.atLeast : condition.atMost
  return [
    ...unlistedNumber(bound, [...path, 'atLeast' in condition ? 'atLeast' : 'atMost'], known),
    ...(distinct !== undefined && !Object.hasOwn(type.fields, distinct)
      ? [{ path: [...path, 'distinct'], message: `a row of "${fact.id}" has no field "${distinct}"` }]
      : []),
    ...(where ? ofRow(where, type.fields, fact.id, [...path, 'where'], known) : []),
  ]
}

type Fields = Readonly<Record<string, FieldType>>

function ofRow(condition: RowCondition, fields: Fields, fact: string, path: Path, known: Known): readonly Problem[] {
  if ('all' in condition) return condition.all.flatMap((part, i) => ofRow(part, fields, fact, [...path, 'all', i], known))
  if ('any' in condition) return condition.any.flatMap((part, i) => ofRow(part, fields, fact, [...path, 'any', i], known))
  if ('not' in condition) return ofRow(condition.not, fields, fact, [...path, 'not'], known)
  const field = Object.hasOwn(fields, condition.field) ? fields[condition.field] : undefined
  if (!field) return [{ path: [...path, 'field'], message: `a row of "${fact}" has no field "${condition.field}"` }]
  return ofTest(condition, field, path, known, fields)
}

/** `fields`: those of the row the value stands in; null where it stands in none. */
function ofTest(test: Test, type: FieldType, path: Path, known: Known, fields: Fields | null): readonly Problem[] {
  if ('recorded' in test) return []
  if ('is' in test) return ofIs(test.is, type, [...path, 'is'])
  if ('in' in test) return ofIn(test.in, type, [...path, 'in'], known)
  if ('within' in test) return ofDate(test.within, type, [...path, 'within'], known)
  if ('longerAgoThan' in test) return ofDate(test.longerAgoThan, type, [...path, 'longerAgoThan'], known)
  const [name, bound] = Object.entries(test).find(([key]) => ['atLeast', 'atMost', 'above', 'below'].includes(key)) as [string, Quantified | FromTable]
  const here = [...path, name]
  if (type.kind !== 'number') return [{ path: here, message: `\`${name}\` compares numbers; this is ${KIND[type.kind]}` }]
  return 'table' in bound ? ofTable(bound, type.unit, here, known, fields) : [...unlistedNumber(bound, here, known), ...wrongUnit(bound.unit, type.unit, here)]
}

const KIND: Readonly<Record<FieldType['kind'], string>> = {
  'yes-no': 'a yes or no',
  number: 'a number',
  choice: 'a choice',
  date: 'a date',
  code: 'a code',
  text: 'free words',
}

const wrongUnit = (unit: string, right: string, path: Path): readonly Problem[] =>
  unit === right ? [] : [{ path: [...path, 'unit'], message: `the unit here is ${right}, not ${unit}` }]

const unlistedNumber = ({ source }: Quantified, path: Path, { sources }: Known): readonly Problem[] =>
  sources.has(source) ? [] : [{ path: [...path, 'source'], message: `the source ${source} is not listed under \`sources\`` }]

function ofIs(is: boolean | string, type: FieldType, path: Path): readonly Problem[] {
  if (type.kind === 'yes-no') return typeof is === 'boolean' ? [] : [{ path, message: 'a yes or no is true or false' }]
  if (typeof is === 'boolean') return [{ path, message: `this is ${KIND[type.kind]}, never ${is}` }]
  if (type.kind === 'choice') return type.of.includes(is) ? [] : [{ path, message: `"${is}" is none of the answers: ${type.of.join(', ')}` }]
  return type.kind === 'code' || type.kind === 'text' ? [] : [{ path, message: `this is ${KIND[type.kind]}: \`is\` asks for an answer or a code` }]
}

function ofIn(name: string, type: FieldType, path: Path, { codes }: Known): readonly Problem[] {
  const set = Object.hasOwn(codes.sets, name) ? codes.sets[name] : undefined
  if (!set) return [{ path, message: `the code books have no set "${name}"` }]
  if (set.codes.length === 0) return [{ path, message: `the set "${name}" is empty: nothing is ever in it` }]
  if (type.kind === 'code')
    return set.system === type.system ? [] : [{ path, message: `the set "${name}" holds codes of ${set.system}; this is a code of ${type.system}` }]
  return type.kind === 'choice' ? [] : [{ path, message: `\`in\` asks for a code or a choice; this is ${KIND[type.kind]}` }]
}

const ofDate = (span: Span, type: FieldType, path: Path, known: Known): readonly Problem[] => [
  ...unlistedNumber(span, path, known),
  ...(type.kind === 'date' ? [] : [{ path, message: `how long ago is asked of a date; this is ${KIND[type.kind]}` }]),
]

function ofTable({ table, by }: FromTable, unit: string, path: Path, { codes }: Known, fields: Fields | null): readonly Problem[] {
  const found = Object.hasOwn(codes.tables, table) ? codes.tables[table] : undefined
  if (!found) return [{ path: [...path, 'table'], message: `the code books have no table "${table}"` }]
  if (!fields) return [{ path, message: 'a table is looked up by a field of the same row; this is no row' }]
  const field = Object.hasOwn(fields, by) ? fields[by] : undefined
  return [
    ...(field?.kind === 'code' || field?.kind === 'choice' ? [] : [{ path: [...path, 'by'], message: `"${by}" is no code or choice of the row` }]),
    ...(found.unit === unit ? [] : [{ path: [...path, 'table'], message: `the table is in ${found.unit}, the value in ${unit}` }]),
  ]
}
