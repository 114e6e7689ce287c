import { Button, Textarea } from '@mantine/core'
import { type RefObject, useState } from 'react'
import { Note } from '../../ui/Note.tsx'
import type { Shown } from './answers.ts'
import { filledSections } from './consent.ts'
import type { DeskOrder } from './consent.wire.ts'
import { FormWords } from './FormWords.tsx'

type Props = {
  readonly consent: Shown
  readonly section: string
  readonly busy: boolean
  readonly send: (order: DeskOrder) => Promise<boolean>
  readonly back: (() => void) | null
  readonly on: () => void
  readonly top: RefObject<HTMLDivElement | null>
}

/** One part of the form: read it, ask about it, go on. */
export function DeskPart({ consent, section, busy, send, back, on, top }: Props) {
  const [asking, setAsking] = useState(false)
  const [words, setWords] = useState('')
  const part = filledSections(consent.template, consent.fill).find(({ id }) => id === section)
  const asked = consent.questions.filter((one) => one.section === section)
  if (!part) return null
  const read = async () => {
    if (Object.hasOwn(consent.read, section) || (await send({ type: 'read-section', data: { section } }))) on()
  }
  const ask = async () => {
    if (!(await send({ type: 'ask', data: { section, words } }))) return
    setWords('')
    setAsking(false)
  }
  return (
    <>
      <div ref={top} tabIndex={-1} style={{ outline: 'none' }}>
        <h1>{part.title}</h1>
      </div>
      <FormWords words={part.words} />
      {asked.map((one) => (
        <Note key={one.id} tone={one.answer ? 'accent' : 'plain'} title={`You asked: ${one.words}`}>
          {one.answer ? `${one.answer.words} (${one.answer.by.name})` : 'This will be answered before you sign.'}
        </Note>
      ))}
      {asking && (
        <div className="wm-stack">
          <Textarea
            label="What would you like to ask?"
            size="lg"
            autosize
            minRows={2}
            maxLength={2000}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
            autoFocus
          />
          <div className="cn-acts">
            <Button size="md" disabled={words.trim() === ''} loading={busy} onClick={() => void ask()}>
              Keep my question
            </Button>
            <Button size="md" variant="default" onClick={() => setAsking(false)}>
              Leave it
            </Button>
          </div>
        </div>
      )}
      {!asking && (
        <div className="cn-acts">
          <Button size="lg" loading={busy} onClick={() => void read()}>
            {Object.hasOwn(consent.read, section) ? 'Go on' : 'I have read this'}
          </Button>
          <Button size="lg" variant="default" onClick={() => setAsking(true)}>
            I have a question
          </Button>
          {back && (
            <Button size="lg" variant="subtle" color="gray" onClick={back}>
              Back
            </Button>
          )}
        </div>
      )}
    </>
  )
}
