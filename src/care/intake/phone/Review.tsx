import { answerWords, questionOf } from '../answerWords.ts'
import type { Answers, Step } from '../steps.ts'
import { WORDS } from '../words.ts'

type Props = {
  readonly steps: readonly Step[]
  readonly answers: Answers
  readonly change: (step: string) => void
  readonly waits: boolean
  readonly send: () => void
  readonly busy: boolean
}

export const Review = ({ steps, answers, change, waits, send, busy }: Props) => (
  <>
    <p>{WORDS.review.says}</p>
    <ol className="ph-review">
      {steps.map((step) => {
        const given = answers[step.id]?.given
        return (
          <li key={step.id}>
            <span className="wm-soft">{questionOf(step)}</span>
            <strong>{given ? answerWords(step, given) : WORDS.review.open}</strong>
            <button type="button" className="ph-quiet" onClick={() => change(step.id)} aria-label={`${WORDS.review.change}: ${questionOf(step)}`}>
              {WORDS.review.change}
            </button>
          </li>
        )
      })}
    </ol>
    {waits && (
      <p role="status" className="ph-wrong">
        {WORDS.review.waits}
      </p>
    )}
    <button type="button" className="ph-go" onClick={send} disabled={busy || waits}>
      {WORDS.review.send}
    </button>
  </>
)
