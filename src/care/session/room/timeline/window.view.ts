/** The stretch of time on the axis, in seconds, and how fingers, wheel and keys move it. */
export type Span = { readonly from: number; readonly to: number }

const SHORTEST = 120
const length = (w: Span) => w.to - w.from

/** Keeps a window inside what there is to see, without changing its length unless it must. */
export function inside(w: Span, all: Span): Span {
  const size = Math.min(Math.max(length(w), SHORTEST), Math.max(length(all), SHORTEST))
  const from = Math.min(Math.max(w.from, all.from), Math.max(all.from, all.to - size))
  return { from, to: from + size }
}

export const moved = (w: Span, seconds: number, all: Span): Span => inside({ from: w.from + seconds, to: w.to + seconds }, all)

/** Zooms by `factor` (below 1: closer) and keeps the moment `around` where it is on the screen. */
export function zoomed(w: Span, factor: number, around: number, all: Span): Span {
  const size = Math.min(Math.max(length(w) * factor, SHORTEST), length(all))
  const share = length(w) === 0 ? 0.5 : (around - w.from) / length(w)
  return inside({ from: around - share * size, to: around + (1 - share) * size }, all)
}

const STEP = 600

/**
 * Everything from the first entry to some time past now, on whole ten minutes so that the axis stands still while time
 * passes and moves once every ten minutes.
 */
export function wholeSpan(first: number, now: number, plannedEnd: number | null): Span {
  return { from: Math.floor((first - 120) / STEP) * STEP, to: Math.ceil((Math.max(now, plannedEnd ?? now) + 180) / STEP) * STEP }
}

/** What a key does to the window; null: the key is not the timeline's. */
export function byKey(key: string, w: Span, all: Span): Span | 'all' | null {
  const middle = (w.from + w.to) / 2
  switch (key) {
    case 'ArrowLeft':
      return moved(w, -length(w) / 8, all)
    case 'ArrowRight':
      return moved(w, length(w) / 8, all)
    case '+':
    case '=':
      return zoomed(w, 0.7, middle, all)
    case '-':
      return zoomed(w, 1 / 0.7, middle, all)
    case 'Home':
      return moved(w, all.from - w.from, all)
    case 'End':
      return moved(w, all.to - w.to, all)
    case '0':
      return 'all'
    default:
      return null
  }
}
