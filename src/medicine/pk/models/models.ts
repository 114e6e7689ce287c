import type { Model } from '../model.ts'
import { domino1982 } from './domino1982.ts'
import { kamp2020 } from './kamp2020.ts'
import { otto2021 } from './otto2021.ts'
import { perezruixo2021 } from './perezruixo2021.ts'

/** The models there are; the first of a drug and route is the one to begin with. */
export const MODELS: readonly Model[] = [kamp2020, otto2021, perezruixo2021, domino1982]
