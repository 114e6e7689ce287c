import { MODELS, type Model } from '../../medicine/pk/pk.ts'
import type { Order } from './session.types.ts'

/**
 * The models that may be shown for what was ordered: the same drug, by the same way. A venous curve of one drug beside an
 * arterial one of another would compare two things at once. The first is shown until somebody chooses.
 */
export function modelsFor(drug: Order['drug']): readonly Model[] {
  const found = drugOf(drug)
  return found ? MODELS.filter((model) => model.drug === found && model.doses.includes('infusion')) : []
}

/** RxNorm 6130 is the racemate (shared with protocols/iv-ketamine-depression.yaml). A name and a code that disagree are no drug. */
function drugOf({ name, rxnorm }: Order['drug']): Model['drug'] | null {
  const word = name.trim().toLowerCase()
  if (word === 'ketamine' || word === 'racemic ketamine') return rxnorm === '' || rxnorm === KETAMINE ? 'racemic ketamine' : null
  return word === 'esketamine' && rxnorm !== KETAMINE ? 'esketamine' : null
}
const KETAMINE = '6130'

/** The one that was chosen, if it is for this drug; else the one to begin with. */
export const chosenModel = (models: readonly Model[], chosen: string | null): Model | undefined => models.find(({ id }) => id === chosen) ?? models[0]

const WHY: Readonly<Record<string, string>> = {
  kamp2020: 'Shown first for ketamine into a vein: it pools 14 studies, the widest evidence there is, and three programs agree on its numbers.',
  domino1982: 'Older, and offered by most infusion simulators: it shows how far models differ.',
  otto2021: 'Shown first for esketamine into a vein: the only complete set for adults found with noresketamine and its spread.',
  perezruixo2021: 'Made for the nasal spray; it can be asked about an infusion, and knows age but not weight.',
}

/** Why one would look at this model, in a sentence. */
export const whyModel = ({ id, paper }: Model): string => WHY[id] ?? paper
