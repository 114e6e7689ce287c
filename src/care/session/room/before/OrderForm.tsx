import { Button, TextInput } from '@mantine/core'
import { HoldButton } from '../../../../ui/HoldButton.tsx'
import { Note } from '../../../../ui/Note.tsx'
import { clock } from '../../../../ui/words.ts'
import { useDraft, useOption, useRoom } from '../context.tsx'
import { Answers } from '../form/Answers.tsx'
import { DecimalField } from '../form/DecimalField.tsx'
import { useGive } from '../form/useGive.tsx'
import { arithmetic } from './arithmetic.view.ts'

/** The order of this session: read, and by a physician written and signed. The arithmetic stands open, step by step. */
export function OrderForm() {
  const { session, zone } = useRoom()
  const write = useOption('write-order')
  const sign = useOption('sign-order')
  const give = useGive()
  const waiting = session.orderDraft ?? (session.order?.signed ? undefined : session.order)
  const standing = session.order
  return (
    <div className="rm-stack">
      {standing && (
        <Written order={standing} says={standing.signed ? `Signed by ${standing.signed.by.name} at ${clock(standing.signed.at, zone)}` : 'Not signed yet'} />
      )}
      {session.orderDraft && <Written order={session.orderDraft} says="Newer order, waits for its signature" />}
      {waiting && sign.can && (
        <HoldButton size="large" onHeld={() => give.give({ type: 'sign-order', data: { order: waiting.event } })}>
          Sign this order
        </HoldButton>
      )}
      {waiting && !sign.can && sign.why && <Note tone="due">{sign.why}</Note>}
      <Answers of={give} />
      {write.can ? <Write /> : !standing && <Note tone="due">{write.why ?? 'A physician writes the order.'}</Note>}
    </div>
  )
}

type Parts = Parameters<typeof arithmetic>[0]

const Steps = ({ order }: { readonly order: Parts }) => (
  <ol className="rm-steps">
    {arithmetic(order).map((step) => (
      <li key={step}>{step}</li>
    ))}
  </ol>
)

const Written = ({
  order,
  says,
}: {
  readonly order: Parts & { readonly drug: { readonly name: string }; readonly reason?: string }
  readonly says: string
}) => (
  <div className="rm-order">
    <strong>
      {order.drug.name} {order.doseMgPerKg} mg/kg over {order.durationMin} min
    </strong>
    <Steps order={order} />
    {order.reason && <p>Reason: {order.reason}</p>}
    <p className="wm-soft">{says}</p>
  </div>
)

function Write() {
  const { session, protocol, chartWeightKg } = useRoom()
  const [draft, setDraft, clear] = useDraft('order', {
    doseMgPerKg: String(protocol.dose.standard.value),
    weightKg: session.weight?.kg ?? chartWeightKg ?? '',
    durationMin: String(protocol.dose.duration.value),
    concentrationMgPerMl: '',
    reason: '',
  })
  const give = useGive()
  const { reason, ...parts } = draft
  const save = () =>
    give.give(
      { type: 'write-order', data: { drug: { name: protocol.drug.name, rxnorm: protocol.drug.rxnorm }, ...parts, ...(reason ? { reason } : {}) } },
      { saved: clear },
    )
  const field = (name: keyof Parts, label: string, unit: string) => (
    <DecimalField label={label} unit={unit} value={draft[name]} onValue={(value) => setDraft({ ...draft, [name]: value })} error={give.why(name)} />
  )
  return (
    <fieldset className="rm-group">
      <legend>{session.order ? 'A new order' : `Write the order: ${protocol.drug.name}`}</legend>
      <div className="rm-pair">
        {field('doseMgPerKg', 'Dose', 'mg/kg')}
        {field('weightKg', 'Weight', 'kg')}
        {field('durationMin', 'Over', 'min')}
        {field('concentrationMgPerMl', 'Concentration', 'mg/mL')}
      </div>
      <Steps order={draft} />
      <TextInput
        size="md"
        label="Reason, when outside the usual range"
        value={reason}
        onChange={(event) => setDraft({ ...draft, reason: event.currentTarget.value })}
        error={give.why('reason')}
      />
      <Answers of={give} fields={['doseMgPerKg', 'weightKg', 'durationMin', 'concentrationMgPerMl', 'reason']} />
      <Button size="lg" loading={give.busy} disabled={arithmetic(draft).length === 0} onClick={save}>
        Write order
      </Button>
    </fieldset>
  )
}
