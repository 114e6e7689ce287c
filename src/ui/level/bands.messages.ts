import { type Bands, type BandsRequest, bands, modelOf, type NoBands, type Refused } from '../../medicine/pk/pk.ts'

/** What crosses between the page and its worker. A model holds functions and cannot cross; its id does. */
export type Asked = { readonly id: number; readonly request: BandsRequest }
export type Told = { readonly id: number; readonly answer: Crossing }
type Crossing = Refused | (Omit<NoBands, 'model'> & { readonly model: string }) | (Omit<Bands, 'model'> & { readonly model: string })

export type BandsAnswer = Bands | NoBands | Refused

/** The worker's whole work: what was asked, answered, ready to be sent. */
export function told({ id, request }: Asked): Told {
  const answer = bands(request)
  return { id, answer: answer.kind === 'refused' ? answer : { ...answer, model: answer.model.id } }
}

/** The memory that moves across in place of being copied. */
export function moved({ answer }: Told): ArrayBuffer[] {
  if (answer.kind !== 'bands') return []
  const columns = [answer.parent_ng_per_mL, answer.metabolite_ng_per_mL ?? [], answer.effect_site_ng_per_mL ?? []].flat()
  return [answer.times_min, ...columns].map(({ buffer }) => buffer as ArrayBuffer)
}

/** The answer as `bands` gave it, with the model of this page; null when the page knows no such model. */
export function heard({ answer }: Told): BandsAnswer | null {
  if (answer.kind === 'refused') return answer
  const model = modelOf(answer.model)
  return model ? { ...answer, model } : null
}
