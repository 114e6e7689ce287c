import { addMinutes, type Instant } from '../../../../medicine/time.ts'
import { now, useNow } from '../../../../ui/clock.ts'
import { ago, clock } from '../../../../ui/words.ts'
import { useRoom } from '../context.tsx'
import { ClockField } from './ClockField.tsx'
import { lastTime, wholeMinute } from './clockTime.view.ts'

type Props = { readonly value: Instant | null; readonly onChange: (at: Instant | null) => void }
const BACK = [1, 2, 5, 10] as const

/** When it was true: now, or some minutes ago by one tap, or a clock time. Nothing chosen means the moment of saving. */
export function When({ value, onChange }: Props) {
  const { zone } = useRoom()
  const current = useNow()
  const chip = (label: string, at: Instant | null, on: boolean) => (
    <button key={label} type="button" className="rm-tap rm-tap-small" aria-pressed={on} onClick={() => onChange(at)}>
      {label}
    </button>
  )
  return (
    <fieldset className="rm-when">
      <legend className="rm-label">
        When{' '}
        {value && (
          <span className="wm-soft">
            · {clock(value, zone)}, {ago(value, current)}
          </span>
        )}
      </legend>
      <div className="rm-choice-row">
        {chip('Now', null, value === null)}
        {BACK.map((minutes) => chip(`−${minutes} min`, wholeMinute(addMinutes(now(), -minutes)), false))}
        <ClockField
          className="rm-when-clock"
          aria-label="Clock time"
          value={value ? clock(value, zone) : ''}
          onValue={(time) => onChange(lastTime(time, clock(now(), zone), now()))}
        />
      </div>
    </fieldset>
  )
}
