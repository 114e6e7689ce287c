import type { Instant } from '../../medicine/time.ts'
import { useZone } from '../../ui/me.ts'
import { dayAndClock } from '../../ui/words.ts'
import type { Policy, SeenConcern } from './safety.wire.ts'
import { raisingWords, stepWords, whereWords } from './safety.words.ts'

type Entry = { readonly at: string; readonly key: string; readonly words: string }
type Given = SeenConcern['answers'][number]

/** Everything that happened to a concern, in the order of time; what was corrected stays. */
export function ConcernHistory({ concern, policy }: { readonly concern: SeenConcern; readonly policy: Policy }) {
  const zone = useZone()
  return (
    <ol className="wm-safety-history" aria-label="What happened">
      {historyOf(concern, policy).map(({ at, key, words }) => (
        <li key={key}>
          <time dateTime={at}>{dayAndClock(at as Instant, zone)}</time>
          <span>{words}</span>
        </li>
      ))}
    </ol>
  )
}

function historyOf(concern: SeenConcern, { items, steps }: Pick<Policy, 'items' | 'steps'>): readonly Entry[] {
  const document = { items: items.map((item) => ({ ...item, positive: { is: true } as const })), steps }
  const given = (one: Given) =>
    `${stepWords(document, one.step)}. ${one.finding} (${one.assessedBy}${one.assessedBy === one.by.name ? '' : `, written by ${one.by.name}`})`
  return [
    ...concern.raisings.map((one) => ({
      at: one.at,
      key: one.id,
      words: `${raisingWords(document, one)}, ${whereWords(one.where)}${one.words ? `: “${one.words}”` : ''}`,
    })),
    ...concern.acknowledgements.map(({ at, name }) => ({ at, key: `acknowledged ${at}`, words: `${name} acknowledged it` })),
    ...(concern.escalatedAt ? [{ at: concern.escalatedAt, key: 'escalated', words: 'Nobody had acknowledged it: escalated' }] : []),
    ...concern.tries.map((one) => ({ at: one.by.at, key: `tried ${one.by.at}`, words: given(one) })),
    ...concern.answers.map((one, i) => ({
      at: one.by.at,
      key: `answered ${one.by.at} ${i}`,
      words: one.reason ? `Corrected by ${one.by.name} (${one.reason}): ${given(one)}` : `Answered: ${given(one)}`,
    })),
  ].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}
