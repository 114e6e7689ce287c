import { Button, TextInput } from '@mantine/core'
import type { Instant } from '../../../../medicine/time.ts'
import { Empty } from '../../../../ui/Empty.tsx'
import { useDraft, useOption, useRoom } from '../context.tsx'
import { Answers } from '../form/Answers.tsx'
import { DecimalField } from '../form/DecimalField.tsx'
import { Panel } from '../form/Panel.tsx'
import { useGive } from '../form/useGive.tsx'
import { When } from '../form/When.tsx'
import type { PanelProps } from './panelId.ts'

const EMPTY = { orderId: '', dose: '', at: null as Instant | null, lateReason: '' }

/** A drug on an as-needed order: only what was ordered can be given, and the count stands beside it. */
export function DrugPanel({ onClose, open }: PanelProps) {
  const { session } = useRoom()
  const [draft, setDraft, clear] = useDraft('drug', EMPTY)
  const give = useGive()
  const order = useOption('order-as-needed')
  const chosen = session.asNeeded.find((one) => one.orderId === draft.orderId)
  const save = () =>
    give.give(
      { type: 'give-drug', data: { orderId: draft.orderId, dose: draft.dose, ...(draft.lateReason ? { lateReason: draft.lateReason } : {}) } },
      {
        ...(draft.at ? { at: draft.at } : {}),
        saved: () => {
          clear()
          onClose()
        },
      },
    )
  return (
    <Panel title="Drug as needed" onClose={onClose} onSubmit={save}>
      {session.asNeeded.length === 0 && <Empty title="Nothing is ordered as needed">A physician orders it here before it can be given.</Empty>}
      <div className="rm-picks">
        {session.asNeeded.map((one) => {
          const given = session.drugs.filter((drug) => drug.orderId === one.orderId).length
          return (
            <button
              key={one.orderId}
              type="button"
              className="rm-tap rm-pick"
              aria-pressed={draft.orderId === one.orderId}
              onClick={() => setDraft({ ...draft, orderId: one.orderId, dose: one.dose })}
            >
              <strong>
                {one.drug} {one.dose} {one.unit} {one.route}
              </strong>
              <small>
                {one.indication} · given {given} of {one.maxDoses}
              </small>
            </button>
          )
        })}
      </div>
      {chosen && (
        <>
          <DecimalField label="Dose given" unit={chosen.unit} value={draft.dose} onValue={(dose) => setDraft({ ...draft, dose })} error={give.why('dose')} />
          <When value={draft.at} onChange={(at) => setDraft({ ...draft, at })} />
          {give.why('lateReason') && (
            <TextInput
              size="md"
              label="Why later"
              value={draft.lateReason}
              onChange={(event) => setDraft({ ...draft, lateReason: event.currentTarget.value })}
              error={give.why('lateReason')}
            />
          )}
        </>
      )}
      <Answers of={give} fields={['dose', 'lateReason']} />
      {chosen && (
        <Button type="submit" size="lg" disabled={draft.dose === ''} loading={give.busy}>
          Record {chosen.drug} given
        </Button>
      )}
      {order.can && (
        <Button size="md" variant="default" onClick={() => open('as-needed')}>
          Order as needed…
        </Button>
      )}
    </Panel>
  )
}
