import { Button, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { Elapsed } from '../../../../ui/Elapsed.tsx'
import { HoldButton } from '../../../../ui/HoldButton.tsx'
import { Mark } from '../../../../ui/Mark.tsx'
import { clock } from '../../../../ui/words.ts'
import type { EmergencyKind } from '../../session.ts'
import { useDraft, useOption, useRoom } from '../context.tsx'
import { Answers } from '../form/Answers.tsx'
import { useGive } from '../form/useGive.tsx'
import { EMERGENCIES } from '../words.view.ts'

/** The open emergency: timer, the protocol's card, a log that fills by taps. */
export function Emergency() {
  const { session, protocol, zone } = useRoom()
  const open = session.emergencies.find((one) => !one.closed)
  const [kind, setKind] = useDraft<EmergencyKind>('emergency.card', open?.kind ?? 'other')
  const log = useGive()
  const place = useRef<HTMLElement>(null)
  useEffect(() => place.current?.scrollIntoView({ block: 'nearest' }), [])
  if (!open) return null
  const card = protocol.emergency.find((one) => one.id === kind)
  const say = (words: string) => void log.give({ type: 'log-emergency', data: { words } })
  const done = (step: string) => open.log.find((line) => line.words === `Done: ${step}`)
  return (
    <section ref={place} className="rm-emergency" aria-label="Emergency">
      <div className="rm-emergency-head">
        <Mark kind="alert" size="large">
          Emergency since {clock(open.at, zone)}
        </Mark>
        <span className="rm-emergency-clock" role="timer" aria-label="Time since it began">
          <Elapsed since={open.at} seconds />
        </span>
      </div>
      <p>The infusion is recorded as stopped. Make sure that the pump stands still.</p>
      <div className="rm-choice-row">
        {(Object.keys(EMERGENCIES) as EmergencyKind[]).map((one) => (
          <button
            key={one}
            type="button"
            className="rm-tap"
            aria-pressed={kind === one}
            onClick={() => {
              setKind(one)
              if (one !== kind) say(`Looks like: ${EMERGENCIES[one].toLowerCase()}`)
            }}
          >
            {EMERGENCIES[one]}
          </button>
        ))}
      </div>
      {card && (
        <ol className="rm-emergency-steps" aria-label={card.title}>
          {card.steps.map((step) => {
            const line = done(step)
            return (
              <li key={step}>
                <button type="button" className="rm-tap" aria-pressed={line !== undefined} onClick={() => !line && say(`Done: ${step}`)}>
                  {step}
                  {line && (
                    <small>
                      {clock(line.at, zone)} {line.by.name}
                    </small>
                  )}
                </button>
              </li>
            )
          })}
        </ol>
      )}
      <Answers of={log} />
      <Log say={say} busy={log.busy} />
      <ul className="rm-lines">
        {open.log.toReversed().map((line) => (
          <li key={line.event}>
            {clock(line.at, zone)} {line.words} <small>{line.by.name}</small>
          </li>
        ))}
      </ul>
      <Close />
    </section>
  )
}

function Log({ say, busy }: { readonly say: (words: string) => void; readonly busy: boolean }) {
  const [words, setWords, clear] = useDraft('emergency.words', '')
  return (
    <form
      className="rm-pair rm-pair-end"
      onSubmit={(event) => {
        event.preventDefault()
        if (!words.trim()) return
        say(words.trim())
        clear()
      }}
    >
      <TextInput size="md" label="Log" value={words} onChange={(event) => setWords(event.currentTarget.value)} />
      <Button type="submit" size="md" loading={busy} disabled={!words.trim()}>
        Write
      </Button>
    </form>
  )
}

function Close() {
  const option = useOption('close-emergency')
  const [outcome, setOutcome, clear] = useDraft('emergency.outcome', '')
  const [open, setOpen] = useState(false)
  const give = useGive()
  if (!option.can) return null
  if (!open)
    return (
      <Button size="md" variant="default" onClick={() => setOpen(true)}>
        End the emergency…
      </Button>
    )
  return (
    <div className="rm-stack">
      <TextInput size="md" label="Outcome" value={outcome} onChange={(event) => setOutcome(event.currentTarget.value)} error={give.why('outcome')} />
      <Answers of={give} fields={['outcome']} />
      <HoldButton
        disabled={!outcome.trim()}
        why={outcome.trim() ? undefined : 'Say how it ended'}
        onHeld={() => give.give({ type: 'close-emergency', data: { outcome } }, { saved: clear })}
      >
        It is over
      </HoldButton>
    </div>
  )
}
