import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Card } from '../../ui/Card.tsx'
import { Confirm } from '../../ui/Confirm.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Mark } from '../../ui/Mark.tsx'
import { useMay, useZone } from '../../ui/me.ts'
import { Row, Rows } from '../../ui/Rows.tsx'
import { day } from '../../ui/words.ts'
import type { Chart } from './answers.ts'
import { usePatientCommand } from './usePatientCommand.tsx'

type Props = { readonly id: string; readonly patient: Chart['patient'] }

/** Allergies: listed, none known, or not asked yet; the three never look alike. */
export function AllergiesCard({ id, patient }: Props) {
  const [adding, setAdding] = useState(false)
  const { busy, error, send } = usePatientCommand(id)
  const writes = useMay()('session.prepare')
  const none = () => void send({ type: 'no-known-allergies', data: {} }, 'Noted: no known allergies')
  const acts = writes && !adding && (
    <>
      {patient.allergyStatus === 'unknown' && (
        <Button variant="default" onClick={none} loading={busy}>
          No known allergies
        </Button>
      )}
      <Button variant="light" onClick={() => setAdding(true)}>
        Add an allergy
      </Button>
    </>
  )
  return (
    <Card title="Allergies" acts={acts} flush>
      {patient.allergyStatus === 'unknown' && (
        <div className="wm-inset">
          <Mark kind="allergyUnknown">Nobody has asked yet. This does not mean none.</Mark>
        </div>
      )}
      {patient.allergyStatus === 'none-known' && (
        <div className="wm-inset">
          <Mark kind="noAllergies" />
        </div>
      )}
      {patient.allergies.length > 0 && <Listed id={id} allergies={patient.allergies} writes={writes} />}
      {adding && <Add id={id} done={() => setAdding(false)} />}
      <ErrorNote error={error} />
    </Card>
  )
}

function Listed({ id, allergies, writes }: { readonly id: string; readonly allergies: Chart['patient']['allergies']; readonly writes: boolean }) {
  const zone = useZone()
  const [leaving, setLeaving] = useState<string | null>(null)
  return (
    <>
      <Rows label="Allergies">
        {allergies.map(({ substance, reaction, at, by }) => (
          <Row
            key={substance}
            title={<Mark kind="allergy">{substance}</Mark>}
            says={`${reaction ?? 'reaction not known'} · noted ${day(at, zone)} by ${by}`}
            side={
              writes && (
                <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setLeaving(substance)} aria-label={`Withdraw ${substance}`}>
                  Withdraw
                </Button>
              )
            }
          />
        ))}
      </Rows>
      <Withdraw id={id} substance={leaving} close={() => setLeaving(null)} />
    </>
  )
}

function Add({ id, done }: { readonly id: string; readonly done: () => void }) {
  const { busy, error, send } = usePatientCommand(id)
  const add = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const [substance, reaction] = [String(fields.get('substance')).trim(), String(fields.get('reaction')).trim()]
    if (await send({ type: 'record-allergy', data: { substance, ...(reaction ? { reaction } : {}) } }, `Allergy noted: ${substance}`)) done()
  }
  return (
    <form className="wm-inset wm-stack" onSubmit={(event) => void add(event)}>
      <div className="wm-fields">
        <TextInput label="Substance" name="substance" required withAsterisk={false} autoFocus />
        <TextInput label="What happened" name="reaction" placeholder="Rash, swelling, not known…" />
      </div>
      <ErrorNote error={error} />
      <div className="wm-row">
        <Button type="submit" loading={busy}>
          Add
        </Button>
        <Button variant="default" onClick={done}>
          Leave it
        </Button>
      </div>
    </form>
  )
}

function Withdraw({ id, substance, close }: { readonly id: string; readonly substance: string | null; readonly close: () => void }) {
  const { busy, error, send } = usePatientCommand(id)
  const [reason, setReason] = useState('')
  const go = async () => {
    if (substance && (await send({ type: 'withdraw-allergy', data: { substance, reason: reason.trim() } }, `Withdrawn: ${substance}`))) close()
  }
  return (
    <Confirm opened={substance !== null} title={`Withdraw ${substance ?? ''}`} word="Withdraw" busy={busy} error={error} close={close} go={() => void go()}>
      <p>It stays in the history of the chart, with your name and the reason.</p>
      <TextInput label="Why" required withAsterisk={false} value={reason} onChange={(event) => setReason(event.currentTarget.value)} data-autofocus />
    </Confirm>
  )
}
