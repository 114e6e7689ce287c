import { useCallback, useMemo, useState } from 'react'
import { command, post } from '../../../ui/api.ts'
import { CrisisLines } from '../../../ui/CrisisHelp.tsx'
import { inDanger } from '../danger.ts'
import type { Given } from '../intake.types.ts'
import { nextStep, progress, type Step, stepsOf } from '../steps.ts'
import { WORDS } from '../words.ts'
import { Frame } from './Frame.tsx'
import { Question } from './Question.tsx'
import type { Answered } from './queue.ts'
import { Review } from './Review.tsx'
import type { Mine } from './types.ts'
import { type Saving, useAnswers } from './useAnswers.tsx'
import { useTry, Wrong } from './useTry.tsx'

type Place = { readonly at: string | 'start' | 'review'; readonly fromReview?: boolean; readonly help?: boolean }

/** The questions one after the other, then all of them once more, then done. */
export function Asking({
  intake,
  mine,
  toDoor,
  finished,
}: {
  readonly intake: string
  readonly mine: Mine
  readonly toDoor: () => void
  readonly finished: () => void
}) {
  const loaded = useMemo((): Answered => Object.fromEntries(mine.answers.map((one) => [one.step, one])), [mine])
  const { answers, answer, saving, refused } = useAnswers(intake, loaded, toDoor)
  const [place, setPlace] = useState<Place>({ at: 'start' })
  const { busy, error, act } = useTry()
  const steps = stepsOf(mine, answers)
  const step = steps.find(({ id }) => id === place.at)
  const { clinic } = mine

  const after = useCallback(
    (id: string, made: Answered, { fromReview = false }: Place): Place => {
      if (fromReview) return { at: 'review' }
      const all = stepsOf(mine, made)
      return { at: all[all.findIndex((one) => one.id === id) + 1]?.id ?? 'review' }
    },
    [mine],
  )
  const give = (of: Step, given: Given, on: boolean) => {
    answer(of.id, given)
    if (inDanger(of, given)) return setPlace({ ...place, help: true })
    if (on) setPlace(after(of.id, { ...answers, [of.id]: { given, at: '' } }, place))
  }
  const send = async () => {
    if (await act(() => post(`/api/intake/${intake}/finish`, command({ type: 'finish', data: {} })))) finished()
  }
  const back = (of: Step) => setPlace(place.fromReview ? { at: 'review' } : { at: steps[steps.indexOf(of) - 1]?.id ?? 'start' })
  const foot = (onBack?: () => void) => (
    <>
      {onBack ? (
        <button type="button" className="ph-quiet" onClick={onBack}>
          {WORDS.asking.back}
        </button>
      ) : (
        <span />
      )}
      <SaveState saving={saving} refused={refused !== null} />
    </>
  )

  if (step && place.help)
    return (
      <Frame clinic={clinic.name} lines={clinic.lines} title={WORDS.help.title} of="help" foot={foot()}>
        <p>{WORDS.help.says}</p>
        <p>{WORDS.help.more}</p>
        <CrisisLines lines={clinic.lines} />
        <p>{WORDS.help.danger}</p>
        <button type="button" className="ph-quiet ph-wide" onClick={() => setPlace(after(step.id, answers, place))}>
          {WORDS.help.read}
        </button>
      </Frame>
    )
  if (step) {
    const { at, of } = progress(steps, step.id)
    const title = step.kind === 'fact' ? (step.fact.ask.patient ?? step.fact.name) : (step.item.text ?? '')
    const above = (
      <div className="ph-progress">
        <progress value={at} max={of} aria-label={`${at} of ${of}`} />
        <span>
          {at} of {of}
        </span>
      </div>
    )
    return (
      <Frame clinic={clinic.name} lines={clinic.lines} title={title} of={step.id} above={above} foot={foot(() => back(step))}>
        {step.kind === 'item' && step.stem && <p className="ph-stem">{step.stem}</p>}
        {refused?.step === step.id && (
          <p role="alert" className="ph-wrong">
            {refused.message}
          </p>
        )}
        <Question key={step.id} step={step} mine={mine} given={answers[step.id]?.given} give={(given, on) => give(step, given, on)} />
      </Frame>
    )
  }
  if (place.at === 'review')
    return (
      <Frame clinic={clinic.name} lines={clinic.lines} title={WORDS.review.title} of="review" foot={foot(() => setPlace({ at: steps.at(-1)?.id ?? 'start' }))}>
        <Wrong error={error} />
        <Review
          steps={steps}
          answers={answers}
          waits={saving !== 'saved'}
          busy={busy}
          send={() => void send()}
          change={(id) => setPlace({ at: id, fromReview: true })}
        />
      </Frame>
    )
  const begun = Object.keys(answers).length > 0
  return (
    <Frame clinic={clinic.name} lines={clinic.lines} title={`${WORDS.start.hello}, ${mine.name}`} of="start" foot={foot()}>
      <p>{WORDS.start.says}</p>
      <p>{WORDS.start.who}</p>
      <button type="button" className="ph-go" onClick={() => setPlace({ at: nextStep(steps, answers)?.id ?? 'review' })}>
        {begun ? WORDS.start.on : WORDS.start.begin}
      </button>
    </Frame>
  )
}

const SAYS: Readonly<Record<Saving, string>> = { saved: WORDS.asking.saved, saving: WORDS.asking.saving, here: WORDS.asking.here }
const SaveState = ({ saving, refused }: { readonly saving: Saving; readonly refused: boolean }) => (
  <span role="status" className="ph-saved" data-saving={refused ? 'refused' : saving}>
    {refused ? WORDS.asking.refused : SAYS[saving]}
  </span>
)
