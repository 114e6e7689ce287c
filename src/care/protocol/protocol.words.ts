import { QUANTITIES, type Quantity } from '../../medicine/vitals.ts'
import { type Section, type Sentence, say, unitWords } from './protocol.sentence.ts'
import type { Cadence, Limit, Num, Phase, Plausible, Protocol, Severity } from './protocol.ts'

/** The protocol read aloud: every section in plain English, every number with its unit, source and confirmed mark. */
export const protocolWords = (p: Protocol): readonly Section[] => [
  about(p),
  dosing(p),
  beforehand(p),
  { id: 'monitoring', title: 'What is written down, and how often', sentences: p.cadence.map(rhythm) },
  { id: 'limits', title: 'When Waymark raises an alert', sentences: [reminder(p), ...p.limits.map(limit)] },
  { id: 'plausible', title: 'What an entry may be', sentences: [lateness(p), ...p.plausible.map(bounds)] },
  leaving(p),
  asNeeded(p),
  { id: 'emergency', title: 'Emergency cards', sentences: p.emergency.map((card) => ({ parts: [card.title], backing: card, points: card.steps })) },
  sources(p),
]

const about = (p: Protocol): Section => ({
  id: 'about',
  title: p.title,
  sentences: [
    say`${p.summary}`,
    say`Version ${p.version}, effective from ${p.effective}. ${p.approvedBy ? `Approved by ${p.approvedBy}.` : 'No medical director has approved it yet.'}`,
    ...(p.offLabel ? [say`${p.drug.name} is used off-label here.`] : []),
    say`Drug: ${p.drug.name}, ${p.drug.route} (RxNorm ${p.drug.rxnorm}).`,
  ],
})

const dosing = ({ dose }: Protocol): Section => ({
  id: 'dose',
  title: 'Dose',
  sentences: [
    say`The standard dose is ${dose.standard} over ${dose.duration}.`,
    say`Usual is from ${dose.usual.min} to ${dose.usual.max}, given over ${dose.durationUsual.min} to ${dose.durationUsual.max}. Outside this an order needs a reason.`,
    say`An order above ${dose.hardMax} is refused.`,
    say`The pump may be set up to ${dose.maxRateOverOrder} above the rate of the order, never to catch up after a pause.`,
  ],
})

const beforehand = ({ before, gates }: Protocol): Section => ({
  id: 'before',
  title: 'Before the infusion',
  sentences: [
    say`Nothing to eat for ${before.noFood} and no clear liquid for ${before.noClearLiquid} before the start.`,
    say`The baseline pressure is at most ${before.pressureFresh} old.`,
    say`Above ${before.pressureReview.systolic} systolic or ${before.pressureReview.diastolic} diastolic, a benefit-risk decision is written down first.`,
    say`If today's weight differs by more than ${before.weightChange} from the weight of the order, the order is looked at again.`,
    ...gates.map((gate) => backed(gate, gate.overridableBy)),
  ],
})

/** A condition, and who may set it aside. */
function backed(rule: { says: string; source: string; confirmed: boolean }, overridableBy: readonly string[]): Sentence {
  const who = overridableBy.length === 0 ? 'Nobody may override this' : `A ${overridableBy.join(' or a ')} may override this with a reason`
  return { parts: [`${rule.says}. ${who}.`], backing: { source: rule.source, confirmed: rule.confirmed } }
}

const PHASES: Readonly<Record<Phase, string>> = {
  before: 'Before the infusion',
  infusing: 'While infusing',
  paused: 'While paused',
  recovering: 'While recovering',
}
const name = (quantity: Quantity): string => {
  const { name: full } = QUANTITIES[quantity]
  return /^[A-Z][a-z]/.test(full) ? full[0]?.toLowerCase() + full.slice(1) : full
}
const listed = (items: readonly string[]): string => (items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`)

const rhythm = ({ phase, quantities, every, overdueAfter }: Cadence): Sentence =>
  say`${PHASES[phase]}: ${listed(quantities.map(name))}, every ${every}; overdue after ${overdueAfter} more.`

const SEVERITIES: Readonly<Record<Severity, string>> = { warning: 'Warning', urgent: 'Urgent' }

const limit = ({ quantity, side, severity, at, clearBy, options }: Limit): Sentence => ({
  ...say`${SEVERITIES[severity]}: ${name(quantity)} at ${at} or ${side === 'above' ? 'above' : 'below'}. Over when it is ${clearBy} or ${side === 'above' ? 'below' : 'above'}. The clinician chooses among:`,
  points: options,
})

const reminder = ({ alerts }: Protocol): Sentence =>
  say`The bedside monitor keeps its own alarms; these are limits on what is written down. An alert that somebody has seen to and that persists is raised again after ${alerts.remindAfter}.`

const lateness = ({ lateAfter }: Protocol): Sentence => say`An entry made more than ${lateAfter} after it was true is marked late.`

const bounds = ({ quantity, possible, usual }: Plausible): Sentence => {
  const span = (range: { min: Num; max: Num }) => say`${range.min} to ${range.max}`.parts
  const what = quantity === 'weight' ? 'Weight' : QUANTITIES[quantity].name
  return { parts: [`${what}: refused outside `, ...span(possible), '; asked about outside ', ...span(usual), '.'] }
}

const leaving = ({ discharge }: Protocol): Section => ({
  id: 'leaving',
  title: 'Before leaving',
  sentences: [
    say`At least ${discharge.minimumAfterStop} after the end of the infusion.`,
    say`Modified Aldrete or PADSS of at least ${discharge.score}; MOAA/S of at least ${discharge.sedation}; dissociation of at most ${discharge.dissociation}.`,
    say`Pressure within ${discharge.pressureWithin} of the baseline and not rising.`,
    say`A reading or an assessment counts for ${discharge.fresh}.`,
    ...discharge.criteria.map((criterion) => backed(criterion, criterion.overridableBy)),
  ],
})

const asNeeded = (p: Protocol): Section => ({
  id: 'as-needed',
  title: 'Drugs a physician may order as needed',
  sentences: p.asNeeded.map(({ drug, dose, route, indication }) => say`${drug} ${dose}, ${route}: ${indication}.`),
})

const sources = (p: Protocol): Section => ({
  id: 'sources',
  title: 'Sources',
  sentences: Object.entries(p.sources).map(([tag, { title, trust }]) => say`${tag}: ${title}${trust ? ` (${trust})` : ''}.`),
})

/** A number as a short text for other screens: "160 mmHg". */
export const numberWords = ({ value, unit }: Num): string => [value, unitWords(unit)].filter((word) => word !== '').join(' ')
