import { Button, Checkbox, FileButton, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useGet } from '../../ui/ask.ts'
import { Card } from '../../ui/Card.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Mark } from '../../ui/Mark.tsx'
import { useMay, useZone } from '../../ui/me.ts'
import { Row, Rows } from '../../ui/Rows.tsx'
import { say } from '../../ui/said.tsx'
import { dayAndClock, many } from '../../ui/words.ts'
import type { ListedInstrument } from './answers.ts'
import { useSend } from './useSend.tsx'

/** The scales that are asked, and the places a clinic fills with a copy of its own. */
export function InstrumentsCard() {
  const zone = useZone()
  const may = useMay()
  const all = useGet<{ instruments: readonly ListedInstrument[] }>('/api/instruments')
  return (
    <Card title="Rating scales" says="Asked in the intake. PCL-5 is asked of those who come for PTSD." flush>
      <ErrorNote error={all.error} again={() => void all.refetch()} />
      <Rows label="Rating scales">
        {all.data?.instruments.map((one) => (
          <Row
            key={one.id}
            title={one.title}
            says={
              one.state === 'empty'
                ? 'Not set up: nobody is asked it'
                : [many(one.questions, 'question'), one.filledBy && one.filledAt ? `brought by ${one.filledBy}, ${dayAndClock(one.filledAt, zone)}` : '']
                    .filter(Boolean)
                    .join(' · ')
            }
            side={one.state === 'empty' ? <Mark kind="due">Not set up</Mark> : <span className="wm-soft">version {one.version}</span>}
          >
            {one.state !== 'ships' && may('instrument.fill') && <Fill of={one} />}
          </Row>
        ))}
      </Rows>
    </Card>
  )
}

function Fill({ of }: { readonly of: ListedInstrument }) {
  const [open, setOpen] = useState(false)
  const [text, setText] = useState('')
  const [accepted, setAccepted] = useState(false)
  const [wrong, setWrong] = useState('')
  const { busy, error, does } = useSend()
  if (!open)
    return (
      <Button variant="default" onClick={() => setOpen(true)}>
        {of.state === 'empty' ? 'Set up' : 'Replace'}
      </Button>
    )
  const put = async () => {
    const read = parsed(text)
    setWrong(read ? '' : 'This does not read as JSON.')
    if (read && (await does(`/api/instruments/${of.id}`, { notice: true, questionnaire: read }))) {
      say(`${of.title} is set up`)
      setOpen(false)
    }
  }
  return (
    <div className="wm-stack">
      <p>{of.notice}</p>
      <Checkbox label="We accept this notice and may use this instrument" checked={accepted} onChange={(event) => setAccepted(event.currentTarget.checked)} />
      <Textarea
        label="FHIR R4 Questionnaire (JSON)"
        autosize
        minRows={4}
        maxRows={14}
        value={text}
        error={wrong || undefined}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <ErrorNote error={error} />
      <div className="wm-row">
        <FileButton accept="application/json,.json" onChange={(file) => void file?.text().then(setText)}>
          {(props) => (
            <Button variant="default" {...props}>
              From a file
            </Button>
          )}
        </FileButton>
        <Button disabled={!accepted || text.trim() === ''} loading={busy} onClick={() => void put()}>
          Put it in place
        </Button>
        <Button variant="default" onClick={() => setOpen(false)}>
          Leave it
        </Button>
      </div>
    </div>
  )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
