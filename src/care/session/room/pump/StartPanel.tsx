import { Button, Checkbox } from '@mantine/core'
import { now } from '../../../../ui/clock.ts'
import { Note } from '../../../../ui/Note.tsx'
import { totals } from '../../session.ts'
import { useDraft, useOption, useRoom } from '../context.tsx'
import { shortest } from '../figures.view.ts'
import { Answers } from '../form/Answers.tsx'
import { DecimalField } from '../form/DecimalField.tsx'
import { Panel } from '../form/Panel.tsx'
import { useGive } from '../form/useGive.tsx'

/** The start: the order's numbers stand in the fields as information; the nurse says that the pump shows the same. */
export function StartPanel() {
  const { session } = useRoom()
  const planned = totals(session, now())
  const order = session.order
  const [draft, setDraft, clear] = useDraft('start', {
    rate: planned ? shortest(planned.plannedRateMlPerHour, 2) : '',
    mgPerMl: order ? shortest(order.concentrationMgPerMl) : '',
    ml: planned ? shortest(planned.orderedMl, 1) : '',
    checked: false,
  })
  const give = useGive()
  const option = useOption('start-infusion')
  const start = () =>
    give.give({ type: 'start-infusion', data: { rateMlPerHour: draft.rate, concentrationMgPerMl: draft.mgPerMl, bagMl: draft.ml } }, { saved: clear })
  return (
    <Panel title="Start the infusion" onSubmit={start}>
      {order && planned && (
        <p className="rm-facts">
          Order: {shortest(planned.orderedMg, 2)} mg in {shortest(planned.orderedMl, 1)} mL over {shortest(order.durationMin)} min
        </p>
      )}
      <DecimalField
        label="Rate at the pump"
        unit="mL/h"
        value={draft.rate}
        onValue={(rate) => setDraft({ ...draft, rate, checked: false })}
        error={give.why('rateMlPerHour')}
      />
      <div className="rm-pair">
        <DecimalField
          label="Concentration"
          unit="mg/mL"
          value={draft.mgPerMl}
          onValue={(mgPerMl) => setDraft({ ...draft, mgPerMl, checked: false })}
          error={give.why('concentrationMgPerMl')}
        />
        <DecimalField label="Bag" unit="mL" value={draft.ml} onValue={(ml) => setDraft({ ...draft, ml, checked: false })} error={give.why('bagMl')} />
      </div>
      <Checkbox
        size="lg"
        label="The pump and the label show exactly this"
        checked={draft.checked}
        onChange={(event) => setDraft({ ...draft, checked: event.currentTarget.checked })}
      />
      <Answers of={give} fields={['rateMlPerHour', 'concentrationMgPerMl', 'bagMl']} />
      {!option.can && option.why && <Note tone="due">{option.why}</Note>}
      <Button type="submit" size="lg" disabled={!draft.checked || !option.can} loading={give.busy}>
        Start infusion
      </Button>
    </Panel>
  )
}
