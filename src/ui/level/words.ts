import type { Picture } from './level.ts'
import { nearest, peak, spanOf, timeTicks } from './level.view.ts'

/** For display: three digits, never more than one after the point. */
export const level = (ngPerMl: number): string =>
  Number.isNaN(ngPerMl) ? '–' : ngPerMl >= 100 ? ngPerMl.toFixed(0) : ngPerMl >= 1 ? ngPerMl.toFixed(1) : ngPerMl.toPrecision(2)

/** A moment of the axis in words: 40 min, 3 h 20 min, 2 days 0 h. */
export function moment(minute: number): string {
  const sign = minute < 0 ? '−' : ''
  const whole = Math.abs(minute)
  if (whole < 120) return `${sign}${Number(whole.toFixed(1))} min`
  const [days, hours, minutes] = [Math.floor(whole / 1440), Math.floor((whole % 1440) / 60), Math.round(whole % 60)]
  const parts = [days > 0 && `${days} d`, `${hours} h`, minutes > 0 && `${minutes} min`].filter(Boolean)
  return sign + parts.join(' ')
}

/** Each line in a sentence: what it is, its highest point and, where there is a now, its value now. */
export function sentences({ lines, now, site }: Picture, at: (minute: number) => string): readonly string[] {
  return lines.map((line) => {
    const top = peak(line)
    if (!top) return `${line.label}: nothing yet.`
    const here = now === undefined ? null : nearest(line, now)
    return `${line.label}, ${site}: highest ${level(top.ngPerMl)} ng/mL at ${at(top.at)}${here ? `; now ${level(here.ngPerMl)} ng/mL` : ''}.`
  })
}

/** Rows for the table: round moments, the end of every line's climb, and now. */
export function tableMinutes(picture: Picture): readonly number[] {
  const [from, to] = spanOf(picture)
  const tops = picture.lines.flatMap((line) => peak(line)?.at ?? [])
  const chosen = [...timeTicks([from, to], 16), ...tops, ...(picture.now === undefined ? [] : [picture.now])]
  return [...new Set(chosen.filter((minute) => minute >= from && minute <= to))].sort((a, b) => a - b)
}
