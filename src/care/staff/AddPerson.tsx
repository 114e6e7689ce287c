import { Button, Modal, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { Role } from '../../medicine/record.ts'
import { post } from '../../ui/api.ts'
import { useAct, useRefresh } from '../../ui/ask.ts'
import { now } from '../../ui/clock.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { uuidv7 } from '../../ui/uuid.ts'
import type { Shown } from './answers.ts'
import { RolesField } from './RolesField.tsx'
import { invitation } from './useStaffCommand.tsx'

/** A new colleague: name, email, roles; then a link to hand over. */
export function AddPerson({ close, added }: { readonly close: () => void; readonly added: (link: Shown) => void }) {
  const { busy, error, act } = useAct()
  const refresh = useRefresh()
  const form = useForm({
    initialValues: { name: '', email: '', roles: [] as Role[] },
    validate: {
      name: (value) => (value.trim() ? null : 'Write the name as colleagues know it.'),
      email: (value) => (/^\S+@\S+\.\S+$/.test(value) ? null : 'Write an email address; the person signs in with it.'),
      roles: (value) => (value.length > 0 ? null : 'Choose at least one role.'),
    },
  })
  const add = form.onSubmit(async ({ name, email, roles }) => {
    // The id of the command becomes the person's; the link is asked for right after.
    const id = uuidv7()
    if (!(await act(() => post('/api/staff', { id, at: now(), data: { name: name.trim(), email: email.trim(), roles } })))) return
    const link = await act(() => invitation(id))
    await refresh('/api/staff')
    close()
    if (link) added({ name: name.trim(), invitation: link })
  })
  return (
    <Modal opened onClose={close} title="Add a person" size="lg">
      <form className="wm-stack" onSubmit={add} noValidate>
        <TextInput label="Name" data-autofocus autoComplete="off" {...form.getInputProps('name')} />
        <TextInput label="Email" type="email" autoComplete="off" {...form.getInputProps('email')} />
        <RolesField value={form.values.roles} onChange={(roles) => form.setFieldValue('roles', roles)} error={form.errors.roles as string | undefined} />
        <ErrorNote error={error} />
        <div className="wm-row">
          <Button type="submit" loading={busy}>
            Add and make a link
          </Button>
          <Button variant="default" onClick={close}>
            Leave it
          </Button>
        </div>
      </form>
    </Modal>
  )
}
