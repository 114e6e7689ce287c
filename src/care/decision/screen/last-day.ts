import { instant } from '../../../medicine/time.ts'

const DAYS = { d: 1, wk: 7 } as const

/**
 * The last day of a span from a day on; months and years as the calendar counts them, a month that
 * is too short ends on its last day.
 */
export function lastDay(today: string, { value, unit }: { readonly value: number; readonly unit: string }): string {
  const [year = 0, month = 1, day = 1] = today.split('-').map(Number)
  const of = (y: number, m: number, d: number) => instant(Date.UTC(y, m - 1, d)).slice(0, 10)
  if (unit === 'mo' || unit === 'a') {
    const months = month + value * (unit === 'a' ? 12 : 1)
    const longest = Number(of(year, months + 1, 0).slice(8))
    return of(year, months, Math.min(day, longest))
  }
  return unit in DAYS ? of(year, month, day + value * DAYS[unit as keyof typeof DAYS]) : ''
}
