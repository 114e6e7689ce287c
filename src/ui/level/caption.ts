import type { Caution, Model } from '../../medicine/pk/pk.ts'
import type { Picture, Site } from './level.ts'

/** Beside every curve, on screen, on paper and in every file. */
export const NOT_FOR_DOSING = 'For display and teaching, not for dosing'

/** What the axis counts: "in arterial plasma", and where a line tells of the effect site, that too. */
export const axisWords = ({ site, lines }: Picture): string =>
  ` in ${site} plasma${lines.some(({ analyte }) => analyte === 'effect-site') ? ' and at the effect site' : ''}, `
export const UNIT = 'nanograms per millilitre (ng/mL)'

/** A model in words: its name, the site, and what is not known of it. */
export const modelWords = ({ title, paper, site: { verified }, limits }: Model, site: Site) => ({
  title,
  says: `${site}${verified ? '' : ' (site not verified)'}. ${limits.join(' ')}`,
  paper,
})

/** The caption of a drawing, line by line. */
export function captionLines(models: readonly Model[], site: Site, cautions: readonly Caution[], notes: readonly string[]): readonly string[] {
  const outside = [...new Set(cautions.map(({ message }) => message))]
  return [
    ...(outside.length > 0 ? [`Outside those the model was made from: ${outside.join(' ')}`] : []),
    ...models.map((model) => modelWords(model, site)).map(({ title, says, paper }) => `${title}, ${says} Source: ${paper}.`),
    ...notes,
  ]
}
