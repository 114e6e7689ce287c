import { intravenous, type Model } from '../model.ts'
import type { Parameter } from '../parameter.ts'
import { threeCompartments } from './mammillary.ts'

const THREE_PROGRAMS = 'Three separately maintained open programs agree (opentiva, SimTIVA, a third)'
const EXPONENT = 'The exponent 0.75 stands in two of the three programs, 1 in the third: 14 % in clearance at 120 kg. Not verified.'

const volume = (name: string, what: string, value: number): Parameter => ({
  ...{ name, what, value, unit: 'L', weightPower: 1, source: THREE_PROGRAMS, verified: true },
})
const flow = (name: string, what: string, value: number): Parameter => ({
  ...{ name, what, value, unit: 'L/h', weightPower: 0.75, source: THREE_PROGRAMS, verified: true, note: EXPONENT },
})

export const kamp2020: Model = {
  id: 'kamp2020',
  title: 'Ketamine, arterial (Kamp 2020)',
  paper: 'Kamp et al., Anesthesiology 2020;133:1192, doi 10.1097/ALN.0000000000003577',
  drug: 'racemic ketamine',
  parent: 'ketamine',
  metabolite: null,
  doses: ['infusion', 'bolus'],
  site: { kind: 'arterial', verified: true },
  studied: { weight_kg: [45, 130] },
  needs: ['weight_kg'],
  parameters: [
    volume('V1', 'Central volume', 25),
    volume('V2', 'Second volume', 56),
    volume('V3', 'Third volume', 157),
    flow('CL', 'Clearance', 84),
    flow('Q2', 'Exchange with the second', 161),
    flow('Q3', 'Exchange with the third', 79),
  ],
  effectSites: [
    {
      what: 'Antinociception and dissociation of S-ketamine; half-time 8.3 min (95 % CI 5.1 to 13.0)',
      ke0_per_min: Math.LN2 / 8.3,
      source: 'Olofsen et al. 2022, doi 10.1097/ALN.0000000000004176, abstract',
      verified: true,
    },
    {
      what: 'Pain, cognition and drug high of S-ketamine; half-time 6.1 min on average (0 to 11.8)',
      ke0_per_min: Math.LN2 / 6.1,
      source: 'Anesthesiology 2012;117:353, abstract',
      verified: true,
    },
  ],
  variability: {
    kind: 'borrowed',
    note: 'Spread of healthy volunteers, borrowed from another arterial study of the same structure (20 people). Provisional; patients differ more.',
    source: 'Simons 2022, as transcribed in nlmixr2lib; not verified for this model',
    verified: false,
    blocks: [
      { names: ['V1'], covariance: [0.057] },
      { names: ['CL'], covariance: [0.029] },
      { names: ['Q3'], covariance: [0.026] },
    ],
  },
  limits: ['The weight exponent of clearances (0.75) and all variability are not verified.', 'Mostly healthy volunteers; adults only.'],
  structure: {
    shape: threeCompartments,
    channels: [0],
    metabolite: null,
    fill(p, { volume, clearance, flow }) {
      for (let i = 0; i < 3; i += 1) volume[i] = p[i] as number
      clearance[0] = p[3] as number
      flow[0] = p[4] as number
      flow[1] = p[5] as number
    },
    pieces: (dose) => intravenous(dose),
  },
}
