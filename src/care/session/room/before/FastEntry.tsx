import { Button } from '@mantine/core'
import { addMinutes, type Instant } from '../../../../medicine/time.ts'
import { now, useNow } from '../../../../ui/clock.ts'
import { ago, clock, day } from '../../../../ui/words.ts'
import { useDraft, useOption, useRoom } from '../context.tsx'
import { Answers } from '../form/Answers.tsx'
import { ClockField } from '../form/ClockField.tsx'
import { lastTime } from '../form/clockTime.view.ts'
import { useGive } from '../form/useGive.tsx'

type Draft = { readonly food: Instant | null; readonly drink: Instant | null }

/** Last food and last drink as clock times; the day and the hours since stand beside each. */
export function FastEntry({ done }: { readonly done: () => void }) {
  const { protocol } = useRoom()
  const option = useOption('answer-fast')
  const [draft, setDraft, clear] = useDraft<Draft>('fast', { food: null, drink: null })
  const give = useGive()
  const { noFood, noClearLiquid } = protocol.before
  if (!option.can) return option.why ? <p className="wm-soft">{option.why}</p> : null
  const save = () => {
    if (!draft.food || !draft.drink) return
    void give.give(
      { type: 'answer-fast', data: { lastFood: draft.food, lastDrink: draft.drink } },
      {
        saved: () => {
          clear()
          done()
        },
      },
    )
  }
  return (
    <div className="rm-stack">
      <Last
        label={`Last food (wanted: ${noFood.value} h before)`}
        value={draft.food}
        onChange={(food) => setDraft({ ...draft, food })}
        error={give.why('lastFood')}
      />
      <Last
        label={`Last drink (clear liquid: ${noClearLiquid.value} h before)`}
        value={draft.drink}
        onChange={(drink) => setDraft({ ...draft, drink })}
        error={give.why('lastDrink')}
      />
      <Answers of={give} fields={['lastFood', 'lastDrink']} />
      <Button size="lg" disabled={!draft.food || !draft.drink} loading={give.busy} onClick={save}>
        Record
      </Button>
    </div>
  )
}

type LastProps = { readonly label: string; readonly value: Instant | null; readonly onChange: (at: Instant | null) => void; readonly error: string | undefined }

function Last({ label, value, onChange, error }: LastProps) {
  const { zone } = useRoom()
  const current = useNow()
  return (
    <div className="rm-pair rm-pair-end">
      <ClockField
        label={label}
        error={error}
        description={value ? `${day(value, zone)}, ${ago(value, current)}` : 'not asked yet'}
        value={value ? clock(value, zone) : ''}
        onValue={(time) => onChange(lastTime(time, clock(now(), zone), now()))}
      />
      <Button size="md" variant="default" disabled={!value} onClick={() => value && onChange(addMinutes(value, -1440))}>
        A day earlier
      </Button>
    </div>
  )
}
