import { Button, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useNavigate } from '@tanstack/react-router'
import { AskNote } from '../../ui/AskNote.tsx'
import { command, post } from '../../ui/api.ts'
import { useAct, useRefresh } from '../../ui/ask.ts'
import { Card } from '../../ui/Card.tsx'
import { now } from '../../ui/clock.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { useMay } from '../../ui/me.ts'
import { Page } from '../../ui/Page.tsx'
import { say } from '../../ui/said.tsx'
import { uuidv7 } from '../../ui/uuid.ts'
import { age } from '../../ui/words.ts'
import { kept, sexes } from './demographics.ts'
import type { Sex } from './patient.ts'

const blank = (words: string) => (value: string) => (value.trim() ? null : words)

export function RegisterScreen() {
  const { busy, error, act } = useAct()
  const navigate = useNavigate()
  const refresh = useRefresh()
  const readsCharts = useMay()('chart.read')
  const form = useForm({
    initialValues: { givenName: '', familyName: '', birthDate: '', sex: 'unknown' as Sex, phone: '', email: '', mrn: '' },
    validate: {
      givenName: blank('Write the given name.'),
      familyName: blank('Write the family name.'),
      birthDate: (value) => (age(value, now()) === null ? 'Write a birth date in the past.' : null),
      email: (value) => (!value || /^\S+@\S+\.\S+$/.test(value) ? null : 'This does not read as an email address.'),
    },
  })
  const register = async (values: typeof form.values, confirmed: string[] = []) => {
    const patient = uuidv7()
    const order = command({ type: 'register', data: kept(values) })
    if (!(await act(() => post('/api/patients', { ...order, confirmed, patient })))) return
    say('Registered')
    await refresh('/api/patients')
    await navigate({ to: readsCharts ? `/patients/${patient}` : '/patients' })
  }
  return (
    <Page title="Register a patient" tab="Register a patient" width="text" back={{ to: '/patients', word: 'Patients' }}>
      <Card>
        <form className="wm-stack" onSubmit={form.onSubmit((values) => void register(values))} noValidate>
          <div className="wm-fields">
            <TextInput label="Given name" autoFocus autoComplete="off" {...form.getInputProps('givenName')} />
            <TextInput label="Family name" autoComplete="off" {...form.getInputProps('familyName')} />
            <TextInput label="Birth date" type="date" autoComplete="off" {...form.getInputProps('birthDate')} />
            <Select label="Sex, as recorded" data={sexes} allowDeselect={false} {...form.getInputProps('sex')} />
            <TextInput label="Telephone" description="Optional" type="tel" autoComplete="off" {...form.getInputProps('phone')} />
            <TextInput label="Email" description="Optional" type="email" autoComplete="off" {...form.getInputProps('email')} />
            <TextInput label="Record number" description="Optional" autoComplete="off" {...form.getInputProps('mrn')} />
          </div>
          <p className="wm-soft">Allergies are asked on the next page. Until then they stand as “not asked”.</p>
          <ErrorNote error={error} />
          <AskNote error={error} busy={busy} yes={(codes) => void register(form.values, codes)} word="Yes, register" />
          <div>
            <Button type="submit" size="md" loading={busy}>
              Register
            </Button>
          </div>
        </form>
      </Card>
    </Page>
  )
}
