import { Button, Select, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { Card } from '../../ui/Card.tsx'
import { Confirm } from '../../ui/Confirm.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { useMay } from '../../ui/me.ts'
import { Row, Rows } from '../../ui/Rows.tsx'
import { uuidv7 } from '../../ui/uuid.ts'
import type { Chart } from './answers.ts'
import type { Contact } from './patient.ts'
import { usePatientCommand } from './usePatientCommand.tsx'

type Props = { readonly id: string; readonly patient: Chart['patient'] }

const ROLES = { referrer: 'Referrer', pcp: 'Primary care', therapist: 'Outside therapist', other: 'Other' } as const

/** Who else cares for this person, and how they are reached: to whom letters go. */
export function ContactsCard({ id, patient }: Props) {
  const [writing, setWriting] = useState<Contact | 'new' | null>(null)
  const [leaving, setLeaving] = useState<Contact | null>(null)
  const may = useMay()('patient.register')
  const acts = may && !writing && (
    <Button variant="light" onClick={() => setWriting('new')}>
      Add a contact
    </Button>
  )
  return (
    <Card title="Who else cares for them" acts={acts} flush>
      {patient.contacts.length === 0 && !writing && <Empty title="Nobody noted">The referrer, the primary care doctor, an outside therapist.</Empty>}
      {patient.contacts.length > 0 && (
        <Rows label="Contacts">
          {patient.contacts.map((contact) => (
            <Row
              key={contact.id}
              title={contact.name}
              says={[ROLES[contact.role], contact.practice, contact.phone, contact.fax && `fax ${contact.fax}`, contact.email, contact.address]
                .filter(Boolean)
                .join(' · ')}
              side={
                may && (
                  <div className="wm-row">
                    <Button variant="subtle" color="gray" size="compact-sm" aria-label={`Correct ${contact.name}`} onClick={() => setWriting(contact)}>
                      Correct
                    </Button>
                    <Button variant="subtle" color="gray" size="compact-sm" aria-label={`Withdraw ${contact.name}`} onClick={() => setLeaving(contact)}>
                      Withdraw
                    </Button>
                  </div>
                )
              }
            />
          ))}
        </Rows>
      )}
      {writing && <Write key={writing === 'new' ? 'new' : writing.id} id={id} contact={writing === 'new' ? null : writing} done={() => setWriting(null)} />}
      {leaving && <Withdraw id={id} contact={leaving} close={() => setLeaving(null)} />}
    </Card>
  )
}

function Write({ id, contact, done }: { readonly id: string; readonly contact: Contact | null; readonly done: () => void }) {
  const { busy, error, send } = usePatientCommand(id)
  const form = useForm({ initialValues: { role: 'referrer', name: '', practice: '', phone: '', fax: '', email: '', address: '', ...contact } })
  const keep = async ({ role, ...values }: typeof form.values) => {
    const data = { ...values, role: role as Contact['role'], id: contact?.id ?? uuidv7() }
    if (await send({ type: 'record-contact', data }, `Noted: ${values.name.trim()}`)) done()
  }
  return (
    <form className="wm-inset wm-stack" onSubmit={form.onSubmit((values) => void keep(values))} noValidate>
      <div className="wm-fields">
        <Select label="Role" data={Object.entries(ROLES).map(([value, label]) => ({ value, label }))} allowDeselect={false} {...form.getInputProps('role')} />
        <TextInput label="Name" autoComplete="off" {...form.getInputProps('name')} />
        <TextInput label="Practice" autoComplete="off" {...form.getInputProps('practice')} />
        <TextInput label="Telephone" type="tel" autoComplete="off" {...form.getInputProps('phone')} />
        <TextInput label="Fax" type="tel" autoComplete="off" {...form.getInputProps('fax')} />
        <TextInput label="Email" type="email" autoComplete="off" {...form.getInputProps('email')} />
      </div>
      <Textarea label="Address" autosize minRows={2} {...form.getInputProps('address')} />
      <ErrorNote error={error} />
      <div className="wm-row">
        <Button type="submit" loading={busy}>
          Keep
        </Button>
        <Button variant="default" onClick={done}>
          Leave it
        </Button>
      </div>
    </form>
  )
}

function Withdraw({ id, contact, close }: { readonly id: string; readonly contact: Contact; readonly close: () => void }) {
  const { busy, error, send } = usePatientCommand(id)
  const [reason, setReason] = useState('')
  const go = async () => {
    if (await send({ type: 'withdraw-contact', data: { contact: contact.id, reason } }, `Withdrawn: ${contact.name}`)) close()
  }
  return (
    <Confirm opened title={`Withdraw ${contact.name}`} word="Withdraw" busy={busy} error={error} close={close} go={() => void go()}>
      <p>Letters no longer go there. It stays in the history of the chart.</p>
      <TextInput
        label="Why"
        required
        withAsterisk={false}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        data-autofocus
      />
    </Confirm>
  )
}
