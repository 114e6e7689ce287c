import { Button, Select, TextInput } from '@mantine/core'
import type { Quantity } from '../../../../medicine/vitals.ts'
import { QUANTITIES } from '../../../../medicine/vitals.ts'
import type { Severity } from '../../../protocol/protocol.ts'
import { rulesOf } from '../../session.ts'
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
  const rules = rulesOf(session, protocol)
  const quantities = [...new Set(rules.map((rule) => rule.quantity))]
  return (
    <Panel title="Limits" says="A value at a limit raises an alert here. The bedside monitor keeps its own alarms." onClose={onClose}>
      {may.can && <SetLimit onClose={onClose} />}
      <dl className="rm-limits">
        {quantities.map((q) => (
          <div key={q}>
            <dt>
              {QUANTITIES[q].name} <small>{QUANTITIES[q].unit}</small>
            </dt>
            <dd>
              {rules
                .filter((rule) => rule.quantity === q)
                .map(ruleInWords)
                .join(' · ')}
            </dd>
          </div>
        ))}
      </dl>
      <p className="wm-small wm-soft">Where each protocol number comes from, and which are still to be confirmed, stands in the protocol.</p>
      <ul className="rm-lines">
        {session.limits.map((limit) => (
          <li key={limit.event}>
            {limitInWords(limit.quantity, limit.side, limit.limit)}{' '}
            <small>
              {limit.severity} · set by {limit.by.name}: {limit.reason}
            </small>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

type Rule = ReturnType<typeof rulesOf>[number]
const ruleInWords = ({ side, at, severity }: Rule): string => `${side === 'above' ? '≥' : '≤'} ${at}${severity === 'urgent' ? ' urgent' : ''}`

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
