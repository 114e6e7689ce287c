import type { Env } from './ask.ts'
import type { Atom } from './compile.ts'
import type { Current, Merged, Said } from './current.ts'
import type { FactDefinition, Missing, Row, Scalar, SourceKind, Statement } from './types.ts'
import { daysSince, readWhen, YES } from './when.ts'

/** Facts in a sentence: the value with its unit, who says so, from when and how old. */

const UNITS: Readonly<Record<string, string>> = {
  'mm[Hg]': 'mmHg',
  '/min': 'a minute',
  'mg/d': 'mg a day',
  Cel: '°C',
  '{score}': '',
  '{count}': '',
  min: 'minutes',
  h: 'hours',
  d: 'days',
  wk: 'weeks',
  mo: 'months',
  a: 'years',
}
const ONE: Readonly<Record<string, string>> = { min: 'minute', h: 'hour', d: 'day', wk: 'week', mo: 'month', a: 'year' }
export const amount = (value: number, unit: string): string => {
  const word = value === 1 ? (ONE[unit] ?? UNITS[unit] ?? unit) : (UNITS[unit] ?? unit)
  return word === '' ? String(value) : `${value} ${word}`
}

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

/** 25 November 2026; November 2026; 2026. */
export function dayWords(date: string): string {
  const month = MONTHS[Number(date.slice(5, 7)) - 1]
  if (date.length < 7 || month === undefined) return date.slice(0, 4)
  return date.length < 10 ? `${month} ${date.slice(0, 4)}` : `${Number(date.slice(8, 10))} ${month} ${date.slice(0, 4)}`
}

export function ageWords(days: number): string {
  if (days === 0) return 'today'
  if (days === 1) return '1 day ago'
  if (days < 61) return `${days} days ago`
  // For the eye alone: nothing is decided by it.
  return days < 731 ? `${Math.floor(days / 30.44)} months ago` : `${Math.floor(days / 365.25)} years ago`
}

const WHO: Readonly<Record<SourceKind, string>> = { patient: 'patient', clinician: 'staff', device: 'device', import: 'record' }
const who = ({ source }: Statement): string => `${source.by} (${WHO[source.kind]})`

/** What was said of dates lately: a person's facts share few of them. */
const told = new Map<string, string>()
let toldOn = Number.NaN
function since({ statement, when }: Said, env: Env): string {
  if (toldOn !== env.now.day || told.size > 5000) {
    told.clear()
    toldOn = env.now.day
  }
  const day = statement.at.length > 10 ? statement.at.slice(0, 10) : statement.at
  const known = told.get(day)
  if (known !== undefined) return known
  const days = daysSince(when, env.now)
  const words = days === null ? dayWords(day) : `${dayWords(day)}, ${ageWords(days)}`
  told.set(day, words)
  return words
}

export function valueWords(value: Scalar, { type, ask }: Pick<FactDefinition, 'type' | 'ask'>): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number') return type.kind === 'number' ? amount(value, type.unit) : String(value)
  if (type.kind === 'date') return dayWords(value)
  return ask.answers?.[value] ?? (type.kind === 'choice' ? value.replaceAll('-', ' ') : value)
}

/** "weight 80 kg, says Ann Lee (patient), 24 November 2026, 1 day ago". */
export function usedWords(current: Current, definition: FactDefinition, atom: Atom, env: Env): string {
  if (current.kind === 'value') return `${definition.name}: ${valueWords(current.value, definition)} [${sources(current.from)}, ${since(current.at, env)}]`
  if (current.kind !== 'rows') return definition.name
  return `${definition.name}: ${rowsWords(current.rows, definition, atom, env)}${current.complete ? '' : ', list not called complete'} [${sources(current.from)}, ${since(current.at, env)}]`
}

const sources = (from: readonly Statement[]): string => (from.length === 1 ? who(from[0] as Statement) : [...new Set(from.map(who))].join(' and '))

function rowsWords(rows: readonly Merged[], { type }: FactDefinition, { count }: Atom, env: Env): string {
  if (rows.length === 0) return 'none'
  if (!count || type.kind !== 'rows') return `${rows.length} listed`
  const fitting = rows.filter(({ row, differ }) => count.where(row, differ, env) === YES)
  if (fitting.length === 0) return `none of the ${rows.length} listed counts`
  return `${fitting.length} of ${rows.length} listed (${fitting.map(({ row }) => rowName(row, type.fields)).join('; ')})`
}

/** A row by its words where it has some, else by its code; with dose, weeks and whatever else is a number. */
function rowName(row: Row, fields: Readonly<Record<string, { readonly kind: string; readonly unit?: string }>>): string {
  const names = Object.keys(fields)
  const by = (kind: string) => names.find((name) => fields[name]?.kind === kind && row[name] !== undefined)
  const name = by('text') ?? by('code') ?? by('choice')
  const numbers = names.filter((field) => typeof row[field] === 'number').map((field) => amount(row[field] as number, fields[field]?.unit ?? ''))
  return [name === undefined ? 'a row' : String(row[name]), ...numbers].join(', ')
}

/** Why a fact does not count, for a person: "weight was last recorded 40 days ago and counts no longer". */
export function missingWords({ name, why, have }: Missing, definition: FactDefinition, env: Env): string {
  switch (why) {
    case 'never-said':
      return `${name} is not recorded`
    case 'stale':
      return `${name} is too old (${have.map((one) => `${saidWords(one, definition)}, ${sinceOf(one, env)}`).join('; ')})`
    case 'conflict':
      return `${name}: sources contradict each other (${have.map((one) => saidWords(one, definition)).join('; ')})`
    case 'list-not-complete':
      return `${name}: nobody has said that the list is complete`
    case 'not-exact-enough':
      return `${name}: what is recorded is not exact enough${have.length > 0 ? ` (${have.map((one) => saidWords(one, definition)).join('; ')})` : ''}`
    default:
      return why satisfies never
  }
}

function saidWords(statement: Statement, definition: FactDefinition): string {
  const { value } = statement
  return `${typeof value === 'object' ? `${value.rows.length} listed` : valueWords(value, definition)}, ${who(statement)}`
}

function sinceOf(statement: Statement, env: Env): string {
  const when = readWhen(statement.at)
  return when ? since({ statement, when, fresh: 0 }, env) : statement.at
}
