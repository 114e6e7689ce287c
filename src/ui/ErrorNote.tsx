import { Button } from '@mantine/core'
import type { Refusal } from './api.ts'
import { Note } from './Note.tsx'

/** What went wrong in plain words, each reason on its own line, and a way on. */
export function ErrorNote({ error, again }: { readonly error: Refusal | null | undefined; readonly again?: (() => unknown) | undefined }) {
  if (!error) return null
  const reasons = (error.because ?? error.questions ?? []).filter(({ message }) => message !== error.message)
  return (
    <div role="alert">
      <Note tone="due" title={error.message}>
        {reasons.length > 0 && (
          <ul className="wm-note-list">
            {reasons.map((reason) => (
              <li key={`${reason.code} ${reason.field ?? ''}`}>{reason.message}</li>
            ))}
          </ul>
        )}
        {again && (
          <Button variant="default" size="compact-sm" mt={8} onClick={() => again()}>
            Try again
          </Button>
        )}
      </Note>
    </div>
  )
}
