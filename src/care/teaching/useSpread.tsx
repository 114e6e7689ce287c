import type { Bands, BandsRequest } from '../../medicine/pk/pk.ts'
import { type BandsState, useBands } from '../../ui/level/useBands.ts'
import type { Drawn } from './picture.ts'

/** How many people a band is made of, and whom the seed tells. */
const PEOPLE = 10_000
const SEED = 1

export type Spread = { readonly bands: Bands | null; readonly note: string | null; readonly working: boolean }

/** The spread between people for one course, worked out beside the page; or the words why there is none. */
export function useSpread(drawn: Drawn | undefined, wanted: boolean): Spread {
  const asked = wanted && drawn?.answer.kind === 'curve' && drawn.model.variability.kind !== 'none'
  const state = useBands(asked && drawn ? requestOf(drawn) : null)
  if (!wanted || !drawn) return { bands: null, note: null, working: false }
  const { variability } = drawn.model
  if (variability.kind === 'none') return { bands: null, note: `${drawn.name}: ${variability.why}`, working: false }
  return { ...found(state, drawn), working: state.kind === 'working' }
}

const requestOf = ({ request }: Drawn): BandsRequest => ({ ...request, people: PEOPLE, seed: SEED })

function found(state: BandsState, { name }: Drawn): Pick<Spread, 'bands' | 'note'> {
  if (state.kind === 'failed') return { bands: null, note: state.message }
  if (state.kind !== 'answered' || state.answer.kind !== 'bands') return { bands: null, note: null }
  const { variability, people, seed } = state.answer
  const about = `Band of ${name}: 5 to 95 % of ${people.toLocaleString('en-GB')} people like this one (seed ${seed}).`
  return { bands: state.answer, note: `${about} ${variability.note}${variability.verified ? '' : ' Not verified.'}` }
}
