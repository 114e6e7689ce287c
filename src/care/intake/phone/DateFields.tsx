import { useId } from 'react'
import { WORDS } from '../words.ts'

/** A day as it is typed; what is not known stays empty. */
export type Day = { readonly year: string; readonly month: string; readonly day: string }
export const NO_DAY: Day = { year: '', month: '', day: '' }
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

export const dayFrom = (text: string): Day => {
  const [year = '', month = '', day = ''] = text.slice(0, 10).split('-')
  return { year, month: month.replace(/^0/, ''), day: day.replace(/^0/, '') }
}

/** `2026`, `2026-11` or `2026-11-25`; null when it is none of these, or no day of the calendar. */
export function dayOf({ year, month, day }: Day): string | null {
  if (!/^(19|20)\d{2}$/.test(year.trim())) return null
  if (month === '') return day.trim() === '' ? year.trim() : null
  const text = `${year.trim()}-${month.padStart(2, '0')}`
  if (day.trim() === '') return text
  const whole = `${text}-${day.trim().padStart(2, '0')}`
  const ms = Date.parse(`${whole}T00:00:00Z`)
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(whole) ? whole : null
}

type Props = { readonly label: string; readonly value: Day; readonly onChange: (day: Day) => void; readonly birth?: boolean }

export function DateFields({ label, value, onChange, birth = false }: Props) {
  const id = useId()
  const complete = (name: string) => (birth ? `bday-${name}` : 'off')
  return (
    <fieldset className="ph-date">
      <legend>{label}</legend>
      <div className="ph-date-fields">
        <div>
          <label htmlFor={`${id}m`}>{WORDS.asking.month}</label>
          <select
            id={`${id}m`}
            value={value.month}
            autoComplete={complete('month')}
            onChange={(event) => onChange({ ...value, month: event.currentTarget.value })}
          >
            <option value="">–</option>
            {MONTHS.map((name, i) => (
              <option key={name} value={String(i + 1)}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <div>
          <label htmlFor={`${id}d`}>{WORDS.asking.day}</label>
          <input
            id={`${id}d`}
            inputMode="numeric"
            maxLength={2}
            value={value.day}
            autoComplete={complete('day')}
            onChange={(event) => onChange({ ...value, day: event.currentTarget.value })}
          />
        </div>
        <div>
          <label htmlFor={`${id}y`}>{WORDS.asking.year}</label>
          <input
            id={`${id}y`}
            inputMode="numeric"
            maxLength={4}
            value={value.year}
            autoComplete={complete('year')}
            onChange={(event) => onChange({ ...value, year: event.currentTarget.value })}
          />
        </div>
      </div>
    </fieldset>
  )
}
