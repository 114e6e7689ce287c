import type { Finding, Missing, Severity, Verdict } from '../../medicine/rules/types.ts'
import type { Difference } from './decision.types.ts'

export const severityWords: Readonly<Record<Severity, string>> = {
  exclude: 'Excludes',
  review: 'Physician review',
  caution: 'Caution',
  note: 'Note',
  today: 'Today only',
}

/** Why what there is does not count, as it follows the name of a fact. */
export const missingWords: Readonly<Record<Missing['why'], string>> = {
  'never-said': 'nobody has said',
  stale: 'too old to count',
  conflict: 'sources disagree',
  'list-not-complete': 'the list is not known to be complete',
  'not-exact-enough': 'not exact enough',
}

export const raisedWords: Readonly<Record<Finding['raised'], string>> = { yes: 'raised', no: 'not raised', unknown: 'not known' }

/** The answer in one line, for the top of the page. */
export function headline(verdict: Pick<Verdict, 'verdict' | 'findings'>, gaps: number): string {
  const raised = (severity: Severity) => verdict.findings.filter((one) => one.severity === severity && one.raised === 'yes').length
  const facts = `${gaps} ${gaps === 1 ? 'fact is' : 'facts are'} missing`
  switch (verdict.verdict) {
    case 'excluded':
      return `Excluded by ${count(raised('exclude'), 'finding')}${gaps > 0 ? `; ${facts}` : ''}`
    case 'undecided':
      return `Cannot be decided yet: ${facts}`
    case 'review':
      return `To be weighed by a physician: ${count(raised('review'), 'finding')}`
    case 'eligible':
      return 'Every rule is answered and nothing stands against it'
    default:
      return verdict.verdict satisfies never
  }
}

const count = (n: number, word: string) => `${n} ${word}${n === 1 ? '' : 's'}`

/** One change in one sentence: what it was, what it is, because of what. */
export function changeSentence({ says, kind, before, after, because }: Difference): string {
  const facts = because.map(({ name, before: then, after: now }) => `${name}: ${then || 'not used'} → ${now || 'not used'}`).join('; ')
  const why = facts ? ` (${facts})` : ''
  switch (kind) {
    case 'changed':
      return `${says}: was ${raisedWords[before?.raised ?? 'unknown']}, is now ${raisedWords[after?.raised ?? 'unknown']}${why}`
    case 'other-facts':
      return `${says}: still raised, because of other facts${why}`
    case 'new-rule':
      return `${says}: a new rule, ${raisedWords[after?.raised ?? 'unknown']}${why}`
    case 'no-longer-a-rule':
      return `${says}: no longer a rule of the protocol`
    default:
      return kind satisfies never
  }
}
