import { Button } from '@mantine/core'
import { ALDRETE } from '../../../../medicine/scales/aldrete.ts'
import { PADSS } from '../../../../medicine/scales/padss.ts'
import { type Answers as Given, type Points, type Scale, scaleTotal } from '../../../../medicine/scales/scale.ts'
import type { Assessment } from '../../session.ts'
import { useDraft, useOption, useRoom } from '../context.tsx'
import { Answers } from '../form/Answers.tsx'
import { Choice } from '../form/Choice.tsx'
import { useGive } from '../form/useGive.tsx'

const SCALES = { aldrete: ALDRETE, padss: PADSS } as const
type Which = keyof typeof SCALES

/** Either scale, item by item; the sum exists when every item was looked at. */
export function Score() {
  const { protocol } = useRoom()
  const option = useOption('assess')
  const [which, setWhich] = useDraft<Which>('score.which', 'aldrete')
  const [draft, setDraft, clear] = useDraft<Given<string>>(`score.${which}`, {})
  const give = useGive()
  const scale: Scale = SCALES[which]
  const total = scaleTotal(scale, draft)
  if (!option.can) return option.why ? <p className="wm-soft">{option.why}</p> : null
  return (
    <div className="rm-stack">
      <Choice
        label="Scale"
        hideLabel
        value={which}
        onChange={setWhich}
        options={[
          { value: 'aldrete', label: ALDRETE.name },
          { value: 'padss', label: PADSS.name },
        ]}
      />
      <Items key={which} scale={scale} draft={draft} setDraft={setDraft} />
      <p className="rm-facts">
        {total.kind === 'total'
          ? `${total.total} of ${total.outOf}, wanted ${protocol.discharge.score.value}`
          : `Still to look at: ${total.missing.join(', ').toLowerCase()}`}
      </p>
      <Answers of={give} />
      <Button
        size="md"
        disabled={total.kind !== 'total'}
        loading={give.busy}
        onClick={() => give.give({ type: 'assess', data: { [which]: draft } as Assessment }, { saved: clear })}
      >
        Record score
      </Button>
    </div>
  )
}

type ItemsProps = { readonly scale: Scale; readonly draft: Given<string>; readonly setDraft: (next: Given<string>) => void }

const Items = ({ scale, draft, setDraft }: ItemsProps) =>
  scale.items.map((item) => (
    <Choice
      key={item.id}
      label={item.name}
      byDigit
      value={draft[item.id]}
      onChange={(points) => setDraft({ ...draft, [item.id]: points })}
      options={([2, 1, 0] as const).map((points: Points) => ({ value: points, label: String(points), hint: item.answers[points] }))}
    />
  ))
