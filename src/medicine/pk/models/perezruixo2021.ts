import type { Piece } from '../engine/regimen.ts'
import type { Shape } from '../engine/shape.ts'
import { type Dose, intravenous, type Model } from '../model.ts'
import type { Covariate, Parameter, Unit } from '../parameter.ts'

const LIB = 'nlmixr2lib'
const parameter = (name: string, what: string, value: number, unit: Unit, source = LIB, covariates: readonly Covariate[] = []): Parameter => ({
  ...{ name, what, value, unit, source, covariates, verified: true },
})

/** Where each parameter stands in the list below. */
const AT = {
  ...{ FRn: 0, later: 1, ka_n: 2, Fgut: 3, Dsw: 4, ka_sw: 5, VC: 6, VP1: 7, Q1: 8, VP2: 9, Q2: 10, QH: 11, VH: 12 },
  ...{ kel: 13, kmet: 14, VN: 15, CLN: 16, VPN: 17, Q3: 18 },
} as const

const parameters: readonly Parameter[] = [
  {
    ...parameter('FRn', 'Part of a device absorbed through the nose', 0.54, 'fraction', `${LIB}; abstract`, [
      { kind: 'factor', when: 'japanese', factor: 1.34 },
    ]),
    ...{ random: 'logit', note: 'First device of a session. No more than 1, whatever the factor.' },
  },
  parameter('later', 'Every later device of the session, against the first', 0.62, 'fraction', `${LIB}; the 54 % and 51 % of the abstract follow`),
  parameter('ka_n', 'Nose to plasma', 2.93, '1/h'),
  parameter('Fgut', 'Part of the swallowed that is absorbed', 0.64, 'fraction'),
  parameter('Dsw', 'How long swallowing takes', 0.53, 'h'),
  parameter('ka_sw', 'Gut to liver', 1.45, '1/h'),
  parameter('VC', 'Central volume', 192, 'L', `${LIB}; the abstract's 752 L is the sum`),
  parameter('VP1', 'Second volume', 143, 'L', `${LIB}; the abstract's 752 L is the sum`),
  parameter('Q1', 'Exchange with the second', 84.3, 'L/h'),
  parameter('VP2', 'Third volume', 417, 'L', `${LIB}; the abstract's 752 L is the sum`),
  parameter('Q2', 'Exchange with the third', 37.6, 'L/h'),
  parameter('QH', 'Flow through the liver', 151, 'L/h', LIB, [{ kind: 'slope', of: 'age_y', above: 60, perUnit: -2.19 }]),
  parameter('VH', 'Liver volume', 101, 'L'),
  parameter('kel', 'Out of the liver, otherwise', 1.11, '1/h', LIB, [{ kind: 'factor', when: 'asian', factor: 0.36 }]),
  { ...parameter('kmet', 'Liver to noresketamine', 2.77, '1/h'), note: 'Its variability is missing in print; none is used.' },
  parameter('VN', 'Noresketamine, central volume', 70, 'L', `${LIB}; the abstract's 185 L is the sum`),
  parameter('CLN', 'Noresketamine, clearance', 38, 'L/h', `${LIB}; abstract`, [{ kind: 'factor', when: 'asian', factor: 0.81 }]),
  parameter('VPN', 'Noresketamine, second volume', 115, 'L', `${LIB}; the abstract's 185 L is the sum`),
  parameter('Q3', 'Noresketamine, exchange', 26.1, 'L/h'),
]

/** Nose 0; gut 1; centre 2, second 3, third 4, liver 5; noresketamine 6 and 7. */
const shape: Shape = {
  blocks: [
    { size: 1, flows: [] },
    { size: 1, flows: [] },
    {
      size: 4,
      flows: [
        [2, 3],
        [2, 4],
        [2, 5],
      ],
    },
    { size: 2, flows: [[6, 7]] },
  ],
  links: [
    { from: 0, to: 2 },
    { from: 1, to: 5 },
    { from: 5, to: 6 },
  ],
}
/** Into the vein; the first device's nose and gut; the later devices' nose and gut. */
const VEIN = 0
const FIRST = { nose: 1, gut: 2 }
const LATER = { nose: 3, gut: 4 }

function pieces(dose: Dose, p: Float64Array): readonly Piece[] {
  if (dose.type !== 'nasal') return intravenous(dose, VEIN)
  const { nose, gut } = dose.device_in_session === 1 ? FIRST : LATER
  const swallowing = p[AT.Dsw] as number
  return [
    { kind: 'amount', channel: nose, at: dose.t_min, mg: dose.mg },
    { kind: 'rate', channel: gut, at: dose.t_min, until: dose.t_min + swallowing, mgPerMin: dose.mg / swallowing },
  ]
}

const variance = (cv: number): number[] => [Math.log1p((cv / 100) ** 2)]

export const perezruixo2021: Model = {
  id: 'perezruixo2021',
  title: 'Nasal esketamine and noresketamine, venous (Perez-Ruixo 2021)',
  paper: 'Perez-Ruixo et al., Clin Pharmacokinet 2021;60:501, doi 10.1007/s40262-020-00953-4',
  drug: 'esketamine',
  parent: 'esketamine',
  metabolite: 'noresketamine',
  doses: ['nasal', 'infusion', 'bolus'],
  site: { kind: 'venous', verified: false },
  studied: { weight_kg: [39, 170], age_y: [18, 86] },
  needs: ['age_y'],
  parameters,
  effectSites: [],
  variability: {
    kind: 'published',
    note: 'Between people. Reading the printed CV as ln(1 + CV²) is not verified and matters for the two above 100 %; that of kmet is missing in print.',
    source: LIB,
    verified: false,
    blocks: [
      { names: ['FRn'], covariance: [0.708 ** 2] },
      { names: ['ka_n'], covariance: variance(61.5) },
      { names: ['ka_sw'], covariance: variance(132) },
      { names: ['VC'], covariance: variance(27.5) },
      { names: ['VP1'], covariance: variance(49.3) },
      { names: ['QH'], covariance: variance(23.2) },
      { names: ['VH'], covariance: variance(34.6) },
      { names: ['kel'], covariance: variance(120) },
      { names: ['VN'], covariance: variance(31.6) },
      { names: ['CLN'], covariance: variance(25.4) },
    ],
  },
  limits: [
    'Noresketamine later than about 4 hours is uncertain: the printed parameters give 1.37 to 1.55 times the printed exposure.',
    'The sampling site is not verified.',
    'How the printed variability is to be read is not verified.',
    'Adults only.',
  ],
  structure: {
    shape,
    channels: [2, 0, 1, 0, 1],
    metabolite: 6,
    fill(p, { volume, clearance, flow, link }, share) {
      const nose = p[AT.FRn] as number
      const later = nose * (p[AT.later] as number)
      share[VEIN] = 1
      share[FIRST.nose] = nose
      share[FIRST.gut] = (1 - nose) * (p[AT.Fgut] as number)
      share[LATER.nose] = later
      share[LATER.gut] = (1 - later) * (p[AT.Fgut] as number)
      volume[0] = 1
      volume[1] = 1
      clearance[0] = link[0] = p[AT.ka_n] as number
      clearance[1] = link[1] = p[AT.ka_sw] as number
      volume[2] = p[AT.VC] as number
      volume[3] = p[AT.VP1] as number
      volume[4] = p[AT.VP2] as number
      volume[5] = p[AT.VH] as number
      volume[6] = p[AT.VN] as number
      volume[7] = p[AT.VPN] as number
      flow[0] = p[AT.Q1] as number
      flow[1] = p[AT.Q2] as number
      flow[2] = p[AT.QH] as number
      flow[3] = p[AT.Q3] as number
      link[2] = (p[AT.kmet] as number) * (p[AT.VH] as number)
      clearance[5] = (p[AT.kel] as number) * (p[AT.VH] as number) + (link[2] as number)
      clearance[6] = p[AT.CLN] as number
    },
    pieces,
  },
}
