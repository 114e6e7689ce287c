import { Button, Select, TextInput } from '@mantine/core'
import type { Quantity } from '../../../../medicine/vitals.ts'
import { QUANTITIES } from '../../../../medicine/vitals.ts'
import type { Severity } from '../../../protocol/protocol.ts'
import { useDraft, useOption, useRoom } from '../context.tsx'
import { Answers } from '../form/Answers.tsx'
import { Choice } from '../form/Choice.tsx'
import { DecimalField } from '../form/DecimalField.tsx'
import { Panel } from '../form/Panel.tsx'
import { useGive } from '../form/useGive.tsx'
import { limitInWords } from '../words.view.ts'
import type { PanelProps } from './panelId.ts'

type Draft = { quantity: Quantity; side: 'above' | 'below'; severity: Severity; at: string; clearBy: string; reason: string }
const EMPTY: Draft = { quantity: 'systolic', side: 'above', severity: 'warning', at: '', clearBy: '', reason: '' }

/** Limits in force for this patient, and, for the physician, a limit of their own with its reason. */
export function LimitsPanel({ onClose }: PanelProps) {
  const { session, protocol } = useRoom()
  const may = useOption('set-limit')
  const own = new Map(session.limits.map((limit) => [`${limit.quantity} ${limit.side} ${limit.severity}`, limit]))
  const rows = protocol.limits.filter((limit) => !own.has(`${limit.quantity} ${limit.side} ${limit.severity}`))
  return (
    <Panel title="Limits" says="A value at a limit raises an alert here. The bedside monitor keeps its own alarms." onClose={onClose}>
      <ul className="rm-lines">
        {[...own.values()].map((limit) => (
          <li key={limit.event}>
            {limitInWords(limit.quantity, limit.side, limit.limit)}{' '}
            <small>
              {limit.severity} · set by {limit.by.name}: {limit.reason}
            </small>
          </li>
        ))}
        {rows.map((limit) => (
          <li key={`${limit.quantity} ${limit.side} ${limit.severity}`}>
            {limitInWords(limit.quantity, limit.side, limit.at.value)}{' '}
            <small>
              {limit.severity} · protocol{limit.at.confirmed ? '' : ', to be confirmed by the medical director'}
            </small>
          </li>
        ))}
      </ul>
      {may.can && <SetLimit onClose={onClose} />}
    </Panel>
  )
}

function SetLimit({ onClose }: { readonly onClose: () => void }) {
  const { protocol } = useRoom()
  const [draft, setDraft, clear] = useDraft('limit', EMPTY)
  const give = useGive()
  const save = () =>
    give.give(
      { type: 'set-limit', data: { ...draft, at: Number(draft.at), clearBy: Number(draft.clearBy) } },
      {
        saved: () => {
          clear()
          onClose()
        },
      },
    )
  const quantities = [...new Set(protocol.limits.map((limit) => limit.quantity))]
  return (
    <fieldset className="rm-group">
      <legend>A limit for this patient</legend>
      <Select
        size="md"
        label="Of"
        allowDeselect={false}
        value={draft.quantity}
        onChange={(q) => q && setDraft({ ...draft, quantity: q as Quantity })}
        data={quantities.map((value) => ({ value, label: QUANTITIES[value].name }))}
      />
      <Choice
        label="Side"
        value={draft.side}
        onChange={(side) => setDraft({ ...draft, side })}
        options={[
          { value: 'above', label: 'At or above' },
          { value: 'below', label: 'At or below' },
        ]}
      />
      <Choice
        label="Weight"
        value={draft.severity}
        onChange={(severity) => setDraft({ ...draft, severity })}
        options={[
          { value: 'warning', label: 'Warning' },
          { value: 'urgent', label: 'Urgent' },
        ]}
      />
      <div className="rm-pair">
        <DecimalField
          label="Alert at"
          unit={QUANTITIES[draft.quantity].unit}
          value={draft.at}
          onValue={(at) => setDraft({ ...draft, at })}
          error={give.why('at')}
        />
        <DecimalField
          label="Over when back to"
          unit={QUANTITIES[draft.quantity].unit}
          value={draft.clearBy}
          onValue={(clearBy) => setDraft({ ...draft, clearBy })}
          error={give.why('clearBy')}
        />
      </div>
      <TextInput
        size="md"
        label="Reason"
        value={draft.reason}
        onChange={(event) => setDraft({ ...draft, reason: event.currentTarget.value })}
        error={give.why('reason')}
      />
      <Answers of={give} fields={['at', 'clearBy', 'reason']} />
      <Button size="lg" loading={give.busy} disabled={!draft.at || !draft.clearBy || !draft.reason} onClick={save}>
        Set limit
      </Button>
    </fieldset>
  )
}
