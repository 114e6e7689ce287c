import { ALDRETE } from '../../../medicine/scales/aldrete.ts'
import { PADSS } from '../../../medicine/scales/padss.ts'
import { type Answers, type Scale, scaleTotal } from '../../../medicine/scales/scale.ts'
import type { Assessment } from '../session.types.ts'
import { listed } from '../words.ts'

/** "Modified Aldrete 9 of 10", or what is missing for a total. */
function scaleWords<Id extends string>(scale: Scale<Id>, answers: Answers<Id>): string {
  const sum = scaleTotal(scale, answers)
  return sum.kind === 'total' ? `${scale.name} ${sum.total} of ${sum.outOf}` : `${scale.name} incomplete (${listed(sum.missing)} missing)`
}

/** Each part that was looked at, in words; the parts that were not are not mentioned. */
export function assessmentWords(a: Assessment): string {
  const parts: string[] = []
  if (a.aldrete) parts.push(scaleWords(ALDRETE, a.aldrete))
  if (a.padss) parts.push(scaleWords(PADSS, a.padss))
  if (a.oriented) parts.push(orientedWords(a.oriented))
  if (a.gait) parts.push(`gait ${a.gait}`)
  if (a.newSuicidalIntent !== undefined) parts.push(a.newSuicidalIntent ? 'new suicidal intent' : 'no new suicidal intent')
  if (a.escortPresent !== undefined) parts.push(a.escortPresent ? 'escort present' : 'escort not present')
  if (a.adviceGiven !== undefined) parts.push(a.adviceGiven ? 'written advice given' : 'written advice not given')
  return parts.length > 0 ? parts.join(', ') : 'nothing answered'
}

function orientedWords(oriented: NonNullable<Assessment['oriented']>): string {
  const to = (['person', 'place', 'time'] as const).filter((what) => oriented[what])
  const not = (['person', 'place', 'time'] as const).filter((what) => !oriented[what])
  if (not.length === 0) return 'oriented to person, place and time'
  return to.length === 0 ? 'not oriented' : `oriented to ${listed(to)}, not to ${listed(not)}`
}
