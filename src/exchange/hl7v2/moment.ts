import { Temporal } from 'temporal-polyfill'
import { type Instant, instant, msOf, parseInstant } from '../../medicine/time.ts'

export type Moment = { readonly at: Instant; readonly zone: 'stated' | 'assumed' }
/** What an HL7 time without a zone is read in, and near what moment it must lie when an autumn night has it twice. */
export type Clock = { readonly zone: string; readonly near: Instant }

const FORM = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(?:(\d{2})(?:\.?(\d{1,6}))?)?\s*(Z|[+-]\d{2}:?\d{2})?$/

/**
 * An HL7 time (`20260912120000.0000+0530`) as a moment; null when it is none, or too coarse for a reading (no minute).
 * Without a zone it is the clinic's wall clock, and says so. An hour that spring skips is no time, and null.
 */
export function momentOf(text: string, clock: Clock): Moment | null {
  const iso = parseInstant(text)
  if (iso) return { at: iso, zone: 'stated' }
  const [, year, month, day, hour, minute, second = '0', fraction = '', zone] = FORM.exec(text.trim()) ?? []
  if (!year) return null
  const ms = Number(fraction.padEnd(3, '0').slice(0, 3))
  const wall = [year, month, day, hour, minute, second].map(Number) as [number, number, number, number, number, number]
  return zone ? stated(wall, ms, zone) : assumed(wall, ms, clock)
}

type Wall = [year: number, month: number, day: number, hour: number, minute: number, second: number]

function stated([year, month, day, hour, minute, second]: Wall, ms: number, zone: string): Moment | null {
  const utc = new Date(Date.UTC(year, month - 1, day, hour, minute, second, ms))
  const real = year >= 1900 && utc.getUTCMonth() === month - 1 && utc.getUTCDate() === day && hour < 24 && minute < 60 && second < 60
  if (!real) return null
  const sign = zone.startsWith('-') ? -1 : 1
  const digits = zone.replace(/\D/g, '').padStart(4, '0')
  const offset = sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2)))
  if (Math.abs(offset) > 14 * 60 || Number(digits.slice(2)) > 59) return null
  return { at: instant(utc.getTime() - offset * 60_000), zone: 'stated' }
}

function assumed([year, month, day, hour, minute, second]: Wall, ms: number, clock: Clock): Moment | null {
  try {
    const wall = Temporal.PlainDateTime.from({ year, month, day, hour, minute, second, millisecond: ms }, { overflow: 'reject' })
    const [early, late] = (['earlier', 'later'] as const).map((disambiguation) => wall.toZonedDateTime(clock.zone, { disambiguation }))
    if (!early || !late || year < 1900) return null
    if (!early.toPlainDateTime().equals(wall)) return null
    const moments = [early.epochMilliseconds, late.epochMilliseconds]
    const near = msOf(clock.near)
    return {
      at: instant(Math.abs((moments[0] ?? 0) - near) <= Math.abs((moments[1] ?? 0) - near) ? early.epochMilliseconds : late.epochMilliseconds),
      zone: 'assumed',
    }
  } catch {
    return null
  }
}

/** A moment as HL7 writes it, in UTC with its zone. */
export const hl7Time = (at: Instant): string => `${at.slice(0, 23).replace(/[-T:Z]/g, '')}+0000`
