import { useState } from 'react'
import { post } from '../../../ui/api.ts'
import { WORDS } from '../words.ts'
import { DateFields, dayOf, NO_DAY } from './DateFields.tsx'
import { Frame } from './Frame.tsx'
import type { Opened } from './types.ts'
import { useTry, Wrong } from './useTry.tsx'

/** The birth date proves that the link is theirs. */
export function Door({ link, opened, entered }: { readonly link: string; readonly opened: Opened; readonly entered: () => void }) {
  const { busy, error, act } = useTry()
  const [day, setDay] = useState(NO_DAY)
  const [wrong, setWrong] = useState<string | null>(null)
  const { clinic, known, intake } = opened
  const go = async () => {
    const birthDate = dayOf(day)
    if (!birthDate || birthDate.length < 10) return setWrong(WORDS.asking.noDay)
    setWrong(null)
    if (await act(() => post('/api/intake/enter', { link, birthDate }))) entered()
  }
  return (
    <Frame clinic={clinic.name} lines={clinic.lines} title={WORDS.door.title} of={intake}>
      <p>{WORDS.door.says}</p>
      <p>{known ? WORDS.door.known : WORDS.door.first}</p>
      <form
        className="ph-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void go()
        }}
      >
        <DateFields label={WORDS.door.label} value={day} onChange={setDay} birth />
        {wrong && (
          <p role="alert" className="ph-wrong">
            {wrong}
          </p>
        )}
        <Wrong error={error} />
        <button type="submit" className="ph-go" disabled={busy}>
          {WORDS.door.go}
        </button>
      </form>
    </Frame>
  )
}
