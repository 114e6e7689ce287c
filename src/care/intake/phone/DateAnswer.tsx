import { useState } from 'react'
import { now } from '../../../ui/clock.ts'
import { WORDS } from '../words.ts'
import { DateFields, dayFrom, dayOf, NO_DAY } from './DateFields.tsx'

export function DateAnswer({ label, before, save }: { readonly label: string; readonly before: string | undefined; readonly save: (day: string) => void }) {
  const [day, setDay] = useState(before ? dayFrom(before) : NO_DAY)
  const [wrong, setWrong] = useState<string | null>(null)
  return (
    <form
      className="ph-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        const text = dayOf(day)
        const says = !text ? (day.year && day.day ? WORDS.asking.noDay : WORDS.asking.date) : text > now().slice(0, text.length) ? WORDS.asking.ahead : null
        setWrong(says)
        if (text && !says) save(text)
      }}
    >
      <p className="wm-soft">{WORDS.asking.date}</p>
      <DateFields label={label} value={day} onChange={setDay} />
      {wrong && (
        <p role="alert" className="ph-wrong">
          {wrong}
        </p>
      )}
      <button type="submit" className="ph-go">
        {WORDS.asking.next}
      </button>
    </form>
  )
}
