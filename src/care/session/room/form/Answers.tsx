import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { Note } from '../../../../ui/Note.tsx'
import type { Give } from './useGive.tsx'

type Props = {
  readonly of: Give
  /** Fields that show their own refusal. */
  readonly fields?: readonly string[]
}

/**
 * Why it was refused, or what is asked, where the person is looking. The form keeps what was typed; once something in it
 * is changed, the answer was about something else and goes: a "yes" would record what no longer stands on the screen.
 */
export function Answers({ of, fields = [] }: Props) {
  const rest = of.because.filter((reason) => !fields.some((field) => reason.field === field || reason.field?.endsWith(`.${field}`)))
  const place = useRef<HTMLDivElement>(null)
  const { back } = of
  const answered = of.because.length + of.questions.length > 0
  // Heard at the document, after the field itself has taken what was typed: drawn in between, the field would lose it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `back` does the same at every drawing
  useEffect(() => {
    const form = place.current?.closest('form')
    if (!form || !answered) return
    const changed = ({ target }: Event) => target instanceof Node && form.contains(target) && back()
    document.addEventListener('input', changed)
    return () => document.removeEventListener('input', changed)
  }, [answered])
  return (
    <div ref={place} className="rm-answers" aria-live="polite">
      {rest.length > 0 && (
        <Note tone="due">
          {rest.map((reason) => (
            <p key={`${reason.code} ${reason.field ?? ''}`}>{reason.message}</p>
          ))}
        </Note>
      )}
      {of.questions.length > 0 && (
        <Note tone="due" title={of.questions.map((question) => question.message).join(' ')}>
          <div className="wm-row rm-answers-acts">
            <Button size="md" color="yellow" onClick={of.yes}>
              Yes, record it
            </Button>
            {/* The focus goes to the harmless answer: a second Enter never confirms what the first one was asked about. */}
            <Button size="md" variant="default" onClick={of.back} autoFocus>
              Change it
            </Button>
          </div>
        </Note>
      )}
    </div>
  )
}
