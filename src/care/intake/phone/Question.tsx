import { useState } from 'react'
import type { Value } from '../../../medicine/rules/types.ts'
import { optionOf } from '../../../medicine/scales/questionnaire.ts'
import type { Given } from '../intake.types.ts'
import type { Step } from '../steps.ts'
import { WORDS } from '../words.ts'
import { Choices } from './Choices.tsx'
import { DateAnswer } from './DateAnswer.tsx'
import { NumberAnswer } from './NumberAnswer.tsx'
import { RowsAnswer } from './RowsAnswer.tsx'
import type { Mine } from './types.ts'

type Props = {
  readonly step: Step
  readonly mine: Mine
  readonly given: Given | undefined
  /** `on`: this question is done. */
  readonly give: (given: Given, on: boolean) => void
}

const YES_NO = [
  { value: true, says: WORDS.asking.yes },
  { value: false, says: WORDS.asking.no },
]

/** One question and the ways to answer it; "I do not know" and "I would rather not say" are always two of them. */
export function Question({ step, mine, given, give }: Props) {
  const open = given?.kind === 'unknown' ? given.why : undefined
  const [writing, setWriting] = useState(false)
  return (
    <>
      {step.kind === 'fact' && step.fact.ask.help && <p className="wm-soft">{step.fact.ask.help}</p>}
      {step.kind === 'item' ? (
        <ItemAnswer step={step} given={given} give={give} />
      ) : (
        <FactAnswer step={step} mine={mine} given={given} give={give} writing={setWriting} />
      )}
      <div className="ph-unknown" hidden={writing}>
        {(['does-not-know', 'rather-not-say'] as const).map((why) => (
          <button key={why} type="button" className="ph-quiet" aria-pressed={open === why} onClick={() => give({ kind: 'unknown', why }, true)}>
            {why === 'does-not-know' ? WORDS.asking.unknown : WORDS.asking.secret}
          </button>
        ))}
      </div>
    </>
  )
}

function ItemAnswer({ step, given, give }: Pick<Props, 'given' | 'give'> & { readonly step: Extract<Step, { kind: 'item' }> }) {
  const { item } = step
  const chosen = given?.kind === 'option' ? given.code : undefined
  const label = item.text ?? ''
  const choose = (code: string | boolean) => give({ kind: 'option', code }, true)
  if (item.type === 'boolean') return <Choices label={label} options={YES_NO} chosen={typeof chosen === 'boolean' ? chosen : undefined} choose={choose} />
  const options = (item.answerOption ?? []).flatMap(({ valueCoding }) =>
    valueCoding ? [{ value: valueCoding.code, says: optionOf(item, valueCoding.code)?.display ?? valueCoding.code }] : [],
  )
  return <Choices label={label} options={options} chosen={typeof chosen === 'string' ? chosen : undefined} choose={choose} />
}

type FactProps = Omit<Props, 'step'> & { readonly step: Extract<Step, { kind: 'fact' }>; readonly writing: (is: boolean) => void }

function FactAnswer({ step: { fact }, mine, given, give, writing }: FactProps) {
  const before = given?.kind === 'value' ? given.value : undefined
  const label = fact.ask.patient ?? fact.name
  const say = (value: Value, on = true) => give({ kind: 'value', value }, on)
  const { type } = fact
  switch (type.kind) {
    case 'yes-no':
      return <Choices label={label} options={YES_NO} chosen={typeof before === 'boolean' ? before : undefined} choose={(value) => say(value)} />
    case 'choice': {
      const options = type.of.map((value) => ({ value, says: fact.ask.answers?.[value] ?? value.replaceAll('-', ' ') }))
      return <Choices label={label} options={options} chosen={typeof before === 'string' ? before : undefined} choose={(value) => say(value)} />
    }
    case 'number':
      return <NumberAnswer unit={type.unit} label={label} before={typeof before === 'number' ? before : undefined} save={(value) => say(value)} />
    case 'date':
      return <DateAnswer label={label} before={typeof before === 'string' ? before : undefined} save={(value) => say(value)} />
    case 'rows':
      return (
        <RowsAnswer
          fact={fact}
          list={mine.ingredients}
          weeksNeeded={mine.weeksNeeded}
          before={typeof before === 'object' ? before : undefined}
          save={say}
          writing={writing}
        />
      )
    case 'code':
    case 'text':
      return null
    default:
      return type satisfies never
  }
}
