import { intravenous, type Model } from '../model.ts'
import type { Parameter } from '../parameter.ts'
import { threeCompartments } from './mammillary.ts'

const FOUR_PROGRAMS = 'opentiva, SimTIVA, TCIsim; stanpumpR to three decimals'
const rate = (name: string, what: string, value: number): Parameter => ({ name, what, value, unit: '1/min', source: FOUR_PROGRAMS, verified: true })

export const domino1982: Model = {
  id: 'domino1982',
  title: 'Ketamine, arterial-like (Domino 1982)',
  paper: 'Domino et al., 1982 or 1984; programs cite both',
  drug: 'racemic ketamine',
  parent: 'ketamine',
  metabolite: null,
  doses: ['infusion', 'bolus'],
  site: { kind: 'arterial', verified: false },
  studied: { weight_kg: [45, 130] },
  needs: ['weight_kg'],
  parameters: [
    { name: 'V1', what: 'Central volume', value: 0.063, unit: 'L/kg', source: FOUR_PROGRAMS, verified: true },
    rate('k10', 'Out of the body', 0.4381),
    rate('k12', 'Centre to second', 0.5921),
    rate('k13', 'Centre to third', 0.59),
    rate('k21', 'Second to centre', 0.247),
    rate('k31', 'Third to centre', 0.0146),
  ],
  effectSites: [
    {
      what: 'Nociception index; ke0 0.238 per minute (0.20 to 0.28)',
      ke0_per_min: 0.238,
      source: 'Navarrete et al. 2025, doi 10.1007/s10877-024-01240-4, abstract',
      verified: true,
    },
  ],
  variability: { kind: 'none', why: 'No variability was published with this model; one curve is all it can say.' },
  limits: [
    'For comparison only.',
    'It behaves like an arterial model; the sampling site is not verified.',
    'Which of two papers it comes from is not verified.',
    'Adults only.',
  ],
  structure: {
    shape: threeCompartments,
    channels: [0],
    metabolite: null,
    fill(p, { volume, clearance, flow }) {
      const centre = p[0] as number
      volume[0] = centre
      clearance[0] = (p[1] as number) * centre
      flow[0] = (p[2] as number) * centre
      flow[1] = (p[3] as number) * centre
      volume[1] = (flow[0] as number) / (p[4] as number)
      volume[2] = (flow[1] as number) / (p[5] as number)
    },
    pieces: (dose) => intravenous(dose),
  },
}
