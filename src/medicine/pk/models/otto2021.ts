import type { Shape } from '../engine/shape.ts'
import { intravenous, type Model } from '../model.ts'
import type { Parameter } from '../parameter.ts'

const TABLE = 'nlmixr2lib, which cites table 3 of the paper and its supplement'
const ABSTRACT = `${TABLE}; abstract of Fanta et al. 2015: 95 L/h per 70 kg`
const volume = (name: string, what: string, value: number, weightPower = 0): Parameter => ({
  name,
  what,
  value,
  unit: 'L',
  weightPower,
  source: TABLE,
  verified: true,
})
const flow = (name: string, what: string, value: number, weightPower = 0, source = TABLE): Parameter => ({
  ...{ name, what, value, unit: 'L/h', weightPower, source, verified: true },
})

/** Parent 0 to 2, metabolite 3 and 4. All that is cleared of the parent becomes metabolite, mass for mass. */
const shape: Shape = {
  blocks: [
    {
      size: 3,
      flows: [
        [0, 1],
        [0, 2],
      ],
    },
    { size: 2, flows: [[3, 4]] },
  ],
  links: [{ from: 0, to: 3 }],
}

export const otto2021: Model = {
  id: 'otto2021',
  title: 'Esketamine and noresketamine, venous (Otto 2021)',
  paper: 'Otto et al., Eur J Clin Pharmacol 2021;77:1181, doi 10.1007/s00228-021-03104-1; parent after Fanta et al. 2015, doi 10.1007/s00228-015-1826-y',
  drug: 'esketamine',
  parent: 'esketamine',
  metabolite: 'noresketamine',
  doses: ['infusion', 'bolus'],
  site: { kind: 'venous', verified: true },
  studied: { weight_kg: [45, 130] },
  needs: ['weight_kg'],
  parameters: [
    volume('V1', 'Central volume', 133, 1),
    flow('CL', 'Clearance, all of it to noresketamine', 95.2, 0.75, ABSTRACT),
    volume('VP1', 'Second volume', 187),
    flow('Q1', 'Exchange with the second', 23.2),
    volume('VP2', 'Third volume', 98.8),
    flow('Q2', 'Exchange with the third', 157),
    volume('VN', 'Noresketamine, central volume', 98.638, 1),
    flow('CLN', 'Noresketamine, clearance', 57.72, 0.75),
    volume('VPN', 'Noresketamine, second volume', 160.04),
    flow('QN', 'Noresketamine, exchange', 42.778),
  ],
  effectSites: [],
  variability: {
    kind: 'published',
    note: 'Between people, as published; without the measurement error of the assay.',
    source: TABLE,
    verified: true,
    blocks: [
      { names: ['V1', 'CL'], covariance: [0.084177, 0.02261, 0.026048] },
      { names: ['VN', 'CLN'], covariance: [0.040426, 0.04456, 0.10319] },
    ],
  },
  limits: ['The numbers rest on one transcription, with its own source trace, and on agreement with observations.', 'Mostly healthy volunteers; adults only.'],
  structure: {
    shape,
    channels: [0],
    metabolite: 3,
    fill(p, { volume, clearance, flow, link }) {
      volume[0] = p[0] as number
      volume[1] = p[2] as number
      volume[2] = p[4] as number
      volume[3] = p[6] as number
      volume[4] = p[8] as number
      clearance[0] = p[1] as number
      clearance[3] = p[7] as number
      link[0] = p[1] as number
      flow[0] = p[3] as number
      flow[1] = p[5] as number
      flow[2] = p[9] as number
    },
    pieces: (dose) => intravenous(dose),
  },
}
