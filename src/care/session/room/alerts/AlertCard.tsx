import { Button, TextInput } from '@mantine/core'
import { QUANTITIES } from '../../../../medicine/vitals.ts'
import { Elapsed } from '../../../../ui/Elapsed.tsx'
import { Mark } from '../../../../ui/Mark.tsx'
import { clock } from '../../../../ui/words.ts'
import type { OpenAlert } from '../../session.ts'
import { useDraft, useOption, useRoom } from '../context.tsx'
import { Answers } from '../form/Answers.tsx'
import { useGive } from '../form/useGive.tsx'
import { SIDE } from '../words.view.ts'

/** Which value, against which limit, since when; and what was done about it, said in a name. */
export function AlertCard({ alert, next }: { readonly alert: OpenAlert; readonly next: () => void }) {
  const { zone } = useRoom()
  const [open, setOpen] = useDraft('ack.open', false)
  const info = QUANTITIES[alert.quantity]
  const may = useOption('acknowledge-alert')
  const waiting = alert.needs !== 'watch'
  return (
    <div className="rm-alert" data-severity={alert.severity} data-needs={alert.needs}>
      <div className="rm-alert-line">
        <Mark kind={waiting ? 'alert' : 'acknowledged'} size="large" pulsing={waiting}>
          {info.name} {alert.latestValue} {info.unit}
        </Mark>
        <span>
          {SIDE[alert.side]} {alert.limit}
          {alert.severity === 'urgent' && ', urgent'} · since {clock(alert.issuedAt, zone)} <Elapsed since={alert.issuedAt} until={alert.resolvedAt} />
          {alert.resolvedAt && ' · value is back'}
          {alert.needs === 'reminder' && ' · still not acknowledged'}
        </span>
        {alert.acknowledged && (
          <span className="wm-soft">
            {alert.acknowledged.by.name} at {clock(alert.acknowledged.at, zone)}: {alert.acknowledged.action}
          </span>
        )}
        {waiting && may.can && (
          <Button size="md" color="red" variant={open ? 'outline' : 'filled'} aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? 'Close' : 'Acknowledge…'}
          </Button>
        )}
      </div>
      {open && waiting && <Acknowledge alert={alert} done={next} />}
    </div>
  )
}

/** What was done: the protocol's options to pick from, and words. */
function Acknowledge({ alert, done }: { readonly alert: OpenAlert; readonly done: () => void }) {
  const { protocol, me } = useRoom()
  const [draft, setDraft, clear] = useDraft(`ack.${alert.alert}`, { picked: [] as readonly string[], words: '' })
  const give = useGive()
  const options =
    protocol.limits.find((limit) => limit.quantity === alert.quantity && limit.side === alert.side && limit.severity === alert.severity)?.options ?? []
  const action = [...draft.picked, draft.words.trim()].filter(Boolean).join('; ')
  const toggle = (option: string) =>
    setDraft({ ...draft, picked: draft.picked.includes(option) ? draft.picked.filter((one) => one !== option) : [...draft.picked, option] })
  return (
    <div className="rm-ack">
      <p className="rm-label">What was done</p>
      <div className="rm-choice-row">
        {options.map((option) => (
          <button key={option} type="button" className="rm-tap" aria-pressed={draft.picked.includes(option)} onClick={() => toggle(option)}>
            {option}
          </button>
        ))}
      </div>
      <TextInput
        size="md"
        label="In your words"
        value={draft.words}
        onChange={(event) => setDraft({ ...draft, words: event.currentTarget.value })}
        error={give.why('action')}
      />
      <Answers of={give} fields={['action']} />
      <Button
        size="lg"
        disabled={action === ''}
        loading={give.busy}
        onClick={() =>
          give.give(
            { type: 'acknowledge-alert', data: { alert: alert.alert, action } },
            {
              saved: () => {
                clear()
                done()
              },
            },
          )
        }
      >
        Acknowledge as {me.name}
      </Button>
    </div>
  )
}
