import { Button, NumberInput } from '@mantine/core'
import { uuidv7 } from '../../../../ui/uuid.ts'
import { useDraft, useRoom } from '../context.tsx'
import { Answers } from '../form/Answers.tsx'
import { DecimalField } from '../form/DecimalField.tsx'
import { Panel } from '../form/Panel.tsx'
import { useGive } from '../form/useGive.tsx'
import type { PanelProps } from './panelId.ts'

/** The physician's as-needed order, from what the protocol names; dose and count are the physician's. */
export function AsNeededPanel({ onClose, open }: PanelProps) {
  const { protocol } = useRoom()
  const [draft, setDraft, clear] = useDraft('as-needed', { drug: '', dose: '', maxDoses: 1 })
  const give = useGive()
  const offer = protocol.asNeeded.find((one) => one.drug === draft.drug)
  const save = () => {
    if (!offer) return
    const data = {
      orderId: uuidv7(),
      drug: offer.drug,
      dose: draft.dose,
      unit: offer.dose.unit,
      route: offer.route,
      indication: offer.indication,
      maxDoses: draft.maxDoses,
    }
    void give.give(
      { type: 'order-as-needed', data },
      {
        saved: () => {
          clear()
          open('drug')
        },
      },
    )
  }
  return (
    <Panel title="Order as needed" onClose={onClose} onSubmit={save}>
      <div className="rm-picks">
        {protocol.asNeeded.map((one) => (
          <button
            key={one.drug}
            type="button"
            className="rm-tap rm-pick"
            aria-pressed={draft.drug === one.drug}
            onClick={() => setDraft({ ...draft, drug: one.drug, dose: String(one.dose.value) })}
          >
            <strong>
              {one.drug} {one.dose.value} {one.dose.unit} {one.route}
            </strong>
            <small>
              {one.indication}
              {!one.dose.confirmed && ' · dose to be confirmed by the medical director'}
            </small>
          </button>
        ))}
      </div>
      {offer && (
        <div className="rm-pair">
          <DecimalField label="Dose" unit={offer.dose.unit} value={draft.dose} onValue={(dose) => setDraft({ ...draft, dose })} error={give.why('dose')} />
          <NumberInput
            size="md"
            label="At most"
            suffix=" times"
            min={1}
            max={20}
            value={draft.maxDoses}
            onChange={(value) => setDraft({ ...draft, maxDoses: Number(value) || 1 })}
            error={give.why('maxDoses')}
          />
        </div>
      )}
      <Answers of={give} fields={['dose', 'maxDoses']} />
      <Button type="submit" size="lg" disabled={!offer || draft.dose === ''} loading={give.busy}>
        Order
      </Button>
    </Panel>
  )
}
