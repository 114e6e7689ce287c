import { Button, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { AskNote } from '../../ui/AskNote.tsx'
import { Card } from '../../ui/Card.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { useMay } from '../../ui/me.ts'
import { date } from '../../ui/words.ts'
import type { Chart } from './answers.ts'
import { kept, sexes, sexWords } from './demographics.ts'
import { usePatientCommand } from './usePatientCommand.tsx'

type Props = { readonly id: string; readonly patient: Chart['patient'] }

/** Who this is and how they are reached; corrected with a reason, the old form stays in the history. */
export function PersonCard({ id, patient }: Props) {
  const [correcting, setCorrecting] = useState(false)
  const may = useMay()
  const acts = may('patient.register') && !correcting && (
    <Button variant="default" onClick={() => setCorrecting(true)}>
      Correct
    </Button>
  )
  return (
    <Card title="Person" acts={acts}>
      {correcting ? (
        <Correct id={id} patient={patient} done={() => setCorrecting(false)} />
      ) : (
        <Facts
          of={[
            ['Given name', patient.givenName],
            ['Family name', patient.familyName],
            ['Born', date(patient.birthDate)],
            ['Sex, as recorded', patient.sex === 'unknown' ? undefined : sexWords[patient.sex]],
            ['Telephone', patient.phone],
            ['Email', patient.email],
            ['Record number', patient.mrn],
          ]}
        />
      )}
    </Card>
  )
}

function Correct({ id, patient, done }: Props & { readonly done: () => void }) {
  const { busy, error, send } = usePatientCommand(id)
  const { givenName, familyName, birthDate, sex, phone = '', email = '', mrn = '' } = patient
  const form = useForm({
    initialValues: { givenName, familyName, birthDate, sex, phone, email, mrn, reason: '' },
    validate: { reason: (value) => (value.trim() ? null : 'Say why: misspelt, moved, married…') },
  })
  const correct = async ({ reason, ...values }: typeof form.values, confirmed: string[] = []) => {
    if (await send({ type: 'correct-demographics', data: { ...kept(values), reason: reason.trim() } }, 'Corrected', confirmed)) done()
  }
  return (
    <form className="wm-stack" onSubmit={form.onSubmit((values) => void correct(values))} noValidate>
      <div className="wm-fields">
        <TextInput label="Given name" autoComplete="off" {...form.getInputProps('givenName')} />
        <TextInput label="Family name" autoComplete="off" {...form.getInputProps('familyName')} />
        <TextInput label="Birth date" type="date" autoComplete="off" {...form.getInputProps('birthDate')} />
        <Select label="Sex, as recorded" data={sexes} allowDeselect={false} {...form.getInputProps('sex')} />
        <TextInput label="Telephone" type="tel" autoComplete="off" {...form.getInputProps('phone')} />
        <TextInput label="Email" type="email" autoComplete="off" {...form.getInputProps('email')} />
        <TextInput label="Record number" autoComplete="off" {...form.getInputProps('mrn')} />
        <TextInput label="Why it is corrected" autoComplete="off" {...form.getInputProps('reason')} />
      </div>
      <ErrorNote error={error} />
      <AskNote error={error} busy={busy} yes={(codes) => void correct(form.values, codes)} />
      <div className="wm-row">
        <Button type="submit" loading={busy}>
          Keep the correction
        </Button>
        <Button variant="default" onClick={done}>
          Leave it
        </Button>
      </div>
    </form>
  )
}
