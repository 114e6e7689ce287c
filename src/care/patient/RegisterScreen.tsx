import { Button, Select, SimpleGrid, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useNavigate } from '@tanstack/react-router'
import { command, post } from '../../ui/api.ts'
import { useAct, useRefresh } from '../../ui/ask.ts'
import { Card } from '../../ui/Card.tsx'
import { now } from '../../ui/clock.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
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
  const form = useForm({
    initialValues: { givenName: '', familyName: '', birthDate: '', sex: 'unknown' as Sex, phone: '', email: '', mrn: '' },
    validate: {
      givenName: blank('Write the given name.'),
      familyName: blank('Write the family name.'),
      birthDate: (value) => (age(value, now()) === null ? 'Write a birth date in the past.' : null),
      email: (value) => (!value || /^\S+@\S+\.\S+$/.test(value) ? null : 'This does not read as an email address.'),
    },
  })
  const register = form.onSubmit(async (values) => {
    const id = uuidv7()
    const done = await act(() => post('/api/patients', { ...command({ type: 'register', data: kept(values) }), patient: id }))
    if (!done) return
    say('Registered')
    await refresh('/api/patients')
    await navigate({ to: `/patients/${id}` })
  })
  return (
    <Page title="Register a patient" tab="Register a patient" width="text" back={{ to: '/patients', word: 'Patients' }}>
      <Card>
        <form className="wm-stack" onSubmit={register} noValidate>
          <SimpleGrid cols={{ base: 1, sm: 2 }} type="container" spacing={16}>
            <TextInput label="Given name" autoFocus autoComplete="off" {...form.getInputProps('givenName')} />
            <TextInput label="Family name" autoComplete="off" {...form.getInputProps('familyName')} />
            <TextInput label="Birth date" type="date" autoComplete="off" {...form.getInputProps('birthDate')} />
            <Select label="Sex, as recorded" data={sexes} allowDeselect={false} {...form.getInputProps('sex')} />
            <TextInput label="Telephone" description="Optional" type="tel" autoComplete="off" {...form.getInputProps('phone')} />
            <TextInput label="Email" description="Optional" type="email" autoComplete="off" {...form.getInputProps('email')} />
            <TextInput label="Number in your records" description="Optional" autoComplete="off" {...form.getInputProps('mrn')} />
          </SimpleGrid>
          <p className="wm-soft">Allergies are asked on the next page. Until then they stand as “not asked”.</p>
          <ErrorNote error={error} />
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
