import { Button, Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useGet } from '../../ui/ask.ts'
import { Card } from '../../ui/Card.tsx'
import { Confirm } from '../../ui/Confirm.tsx'
import { useMay } from '../../ui/me.ts'
import type { Chart } from './answers.ts'
import { usePatientCommand } from './usePatientCommand.tsx'

type Props = { readonly id: string; readonly patient: Chart['patient'] }
type People = { readonly people: readonly { readonly id: string; readonly name: string; readonly active: boolean }[] }

/** Who may read this chart, when it is not everybody who reads charts: a colleague as a patient, a person in the news. */
export function RestrictionCard({ id, patient }: Props) {
  const [opened, setOpened] = useState(false)
  const may = useMay()
  const staff = useGet<People>('/api/staff', { enabled: may('staff.see') })
  const restricted = patient.restrictedTo !== undefined
  if (!restricted && !may('chart.restrict')) return null
  const names = (patient.restrictedTo ?? []).map((one) => staff.data?.people.find((person) => person.id === one)?.name ?? 'somebody who left')
  const acts = may('chart.restrict') && (
    <Button variant="default" onClick={() => setOpened(true)}>
      {restricted ? 'Open to all who read charts' : 'Restrict'}
    </Button>
  )
  return (
    <Card title="Who may read this chart" acts={acts}>
      <p className="wm-soft">
        {restricted
          ? `Only ${names.join(', ') || 'nobody'}. Others open it by break-glass, with a reason.`
          : 'Everybody here who reads charts. Each reading is in the audit trail.'}
      </p>
      {opened && <Change id={id} restricted={restricted} people={staff.data?.people ?? []} close={() => setOpened(false)} />}
    </Card>
  )
}

function Change({
  id,
  restricted,
  people,
  close,
}: {
  readonly id: string
  readonly restricted: boolean
  readonly people: People['people']
  readonly close: () => void
}) {
  const { busy, error, send } = usePatientCommand(id)
  const [chosen, setChosen] = useState<string[]>([])
  const [reason, setReason] = useState('')
  const go = async () => {
    const data = { reason: reason.trim() }
    const done = restricted
      ? await send({ type: 'unrestrict-chart', data }, 'Open to all who read charts')
      : await send({ type: 'restrict-chart', data: { ...data, staff: chosen } }, 'Restricted')
    if (done) close()
  }
  return (
    <Confirm
      opened
      title={restricted ? 'Open this chart' : 'Restrict this chart'}
      word={restricted ? 'Open' : 'Restrict'}
      busy={busy}
      error={error}
      close={close}
      go={() => void go()}
    >
      {!restricted && (
        <Checkbox.Group label="Who may still read it" value={chosen} onChange={setChosen}>
          <div className="wm-stack" style={{ marginTop: 8 }}>
            {people
              .filter(({ active }) => active)
              .map((person) => (
                <Checkbox key={person.id} value={person.id} label={person.name} />
              ))}
          </div>
        </Checkbox.Group>
      )}
      <TextInput label="Why" required withAsterisk={false} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
    </Confirm>
  )
}
