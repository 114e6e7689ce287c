import type { Look } from '../look.ts'
import type { LevelLine, LineKind } from './level.ts'

type Stroke = { readonly colour: keyof Look; readonly width: number; readonly dash: readonly number[] }

/** Colour, weight and dash together, so that lines are told apart in grey too. */
const KINDS: Readonly<Record<LineKind, Stroke>> = {
  given: { colour: 'accent', width: 2.4, dash: [] },
  first: { colour: 'accent', width: 2.4, dash: [] },
  compared: { colour: 'device', width: 2, dash: [9, 4] },
  planned: { colour: 'soft', width: 1.4, dash: [6, 5] },
  'if-paused': { colour: 'due', width: 1.6, dash: [2, 4] },
  'if-stopped': { colour: 'text', width: 1.6, dash: [10, 3, 2, 3] },
}

/** What comes after the drug is drawn thinner than the drug; what the body feels, in short strokes. */
export function strokeOf({ kind, analyte = 'parent' }: Pick<LevelLine, 'kind' | 'analyte'>): Stroke {
  const base = KINDS[kind]
  if (analyte === 'parent') return base
  if (analyte === 'metabolite') return { ...base, width: base.width * 0.55 }
  return { ...base, width: base.width * 0.7, dash: base.dash.length > 0 ? [2, 5] : [3, 3] }
}
