import type { Instant } from '../time.ts'
import type { Span } from './types.ts'

/**
 * Dates as they are known: an instant, a day, or only a month or a year. What is not known of a date makes it a stretch
 * of time, and a question about it is answered only where the whole stretch answers alike.
 */
export type When = {
  readonly exact: boolean
  /** First and last day it may be, counted from 1970. */
  readonly first: number
  readonly last: number
  /** First moment it may be and the last, in ms; of a calendar day in any time zone. */
  readonly from: number
  readonly to: number
}

/** Now, with the calendar day it is in the clinic. */
export type Now = { readonly ms: number; readonly day: number }

const DAY = 86_400_000
const HOUR = 3_600_000
/** A calendar day begins fourteen hours earlier in the east and ends twelve hours later in the west than in UTC. */
const EAST = 14 * HOUR
const WEST = 12 * HOUR

export const nowOf = (at: Instant, today?: string): Now => {
  const ms = Date.parse(at)
  return { ms, day: today === undefined ? Math.floor(ms / DAY) : Math.floor(Date.parse(today) / DAY) }
}

/** Days since 1970 of a day of the Gregorian calendar (Hinnant's days_from_civil; exact for every year of four digits). */
export function dayNumber(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const ofEra = y - era * 400
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468
}

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const
const leap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
export const daysIn = (year: number, month: number): number => (month === 2 && leap(year) ? 29 : (LENGTHS[month - 1] ?? 0))

const digits = (text: string, from: number, count: number): number => {
  let n = 0
  for (let i = from; i < from + count; i += 1) {
    const d = text.charCodeAt(i) - 48
    if (!(d >= 0 && d <= 9)) return Number.NaN
    n = n * 10 + d
  }
  return n
}

/** `2026`, `2026-11`, `2026-11-25` or an instant with its zone; null when it is none of these, or no such day exists. */
export function readWhen(text: string): When | null {
  const year = digits(text, 0, 4)
  if (Number.isNaN(year)) return null
  if (text.length === 4) return days(dayNumber(year, 1, 1), dayNumber(year, 12, 31))
  const month = digits(text, 5, 2)
  if (text.charCodeAt(4) !== 45 || !(month >= 1 && month <= 12)) return null
  if (text.length === 7) return days(dayNumber(year, month, 1), dayNumber(year, month, daysIn(year, month)))
  const day = digits(text, 8, 2)
  if (text.charCodeAt(7) !== 45 || !(day >= 1 && day <= daysIn(year, month))) return null
  const number = dayNumber(year, month, day)
  return text.length === 10 ? days(number, number) : moment(text, number)
}

function days(first: number, last: number): When {
  return { exact: first === last, first, last, from: first * DAY - EAST, to: (last + 1) * DAY + WEST }
}

function moment(text: string, day: number): When | null {
  if (text.charCodeAt(10) !== 84) return null
  const usual = text.length === 24 && text.charCodeAt(23) === 90 && text.charCodeAt(19) === 46
  const ms = usual ? day * DAY + digits(text, 11, 2) * HOUR + digits(text, 14, 2) * 60_000 + digits(text, 17, 2) * 1000 + digits(text, 20, 3) : Date.parse(text)
  if (Number.isNaN(ms)) return null
  const utc = Math.floor(ms / DAY)
  return { exact: true, first: utc, last: utc, from: ms, to: ms }
}

/** Where a span back from now ends: as a moment, and as a day where the span is counted in days. */
export type Back = { readonly ms: number; readonly day: number; readonly byDay: boolean }

const FIXED: Readonly<Partial<Record<Span['unit'], number>>> = { min: 60_000, h: HOUR, d: DAY, wk: 7 * DAY }

/** Months and years go back on the calendar: the same day of an earlier month, or its last day where it has no such day. */
export function back({ value, unit }: Span, now: Now): Back {
  const fixed = FIXED[unit]
  if (fixed !== undefined) return { ms: now.ms - value * fixed, day: now.day - Math.floor((value * fixed) / DAY), byDay: fixed >= DAY }
  const months = Math.round(unit === 'a' ? value * 12 : value)
  const day = monthsBack(now.day, months)
  const utc = Math.floor(now.ms / DAY)
  return { ms: monthsBack(utc, months) * DAY + (now.ms - utc * DAY), day, byDay: true }
}

function monthsBack(from: number, months: number): number {
  const date = new Date(from * DAY)
  const all = date.getUTCFullYear() * 12 + date.getUTCMonth() - months
  const year = Math.floor(all / 12)
  const month = all - year * 12 + 1
  return dayNumber(year, month, Math.min(date.getUTCDate(), daysIn(year, month)))
}

export type Answer = 0 | 1 | 2
export const NO = 0
export const UNKNOWN = 1
export const YES = 2

/**
 * Whether it was at most that long ago. What lies ahead was not "ago", and what cannot have happened yet is a slip of
 * somebody's pen: unknown. One day ahead is today somewhere.
 */
export function within(when: When, limit: Back, now: Now): Answer {
  if (ahead(when, now)) return UNKNOWN
  if (isDay(when) && limit.byDay) {
    if (when.first >= limit.day) return YES
    return Math.min(when.last, now.day) < limit.day ? NO : UNKNOWN
  }
  if (when.from >= limit.ms) return YES
  return Math.min(when.to, now.ms) < limit.ms ? NO : UNKNOWN
}

/** Whether it was at least that long ago. What lies ahead was not. */
export function longerAgo(when: When, limit: Back, now: Now): Answer {
  if (isDay(when) && limit.byDay) {
    if (Math.min(when.last, Math.max(now.day, when.first)) <= limit.day) return YES
    return when.first > limit.day ? NO : UNKNOWN
  }
  if (Math.min(when.to, Math.max(now.ms, when.from)) <= limit.ms) return YES
  return when.from > limit.ms ? NO : UNKNOWN
}

const isDay = (when: When): boolean => when.from !== when.to
export const ahead = (when: When, now: Now): boolean => (isDay(when) ? when.first > now.day + 1 : when.from > now.ms)

/** Whole days from then to now; null where the day is not known. */
export const daysSince = (when: When, now: Now): number | null => (when.exact ? Math.max(0, now.day - when.first) : null)
