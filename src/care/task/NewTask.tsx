import { Button, Modal, Select, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { Role } from '../../medicine/record.ts'
import { command, post } from '../../ui/api.ts'
import { useAct, useGet, useRefresh } from '../../ui/ask.ts'
import { now } from '../../ui/clock.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { roleWords, useMe, useZone } from '../../ui/me.ts'
import { say } from '../../ui/said.tsx'
import { uuidv7 } from '../../ui/uuid.ts'
import { atWall, wallOf } from '../../ui/zoned.ts'

type People = { readonly people: readonly { readonly id: string; readonly name: string; readonly active: boolean }[] }
const ROLES: readonly Role[] = ['physician', 'nurse', 'therapist', 'front-desk', 'owner']

/** A task by hand: what, why, for whom, by when. */
export function NewTask({ patient, close }: { readonly patient?: string; readonly close: () => void }) {
  const [zone, me, refresh] = [useZone(), useMe(), useRefresh()]
  const staff = useGet<People>('/api/staff')
  const { busy, error, act } = useAct()
  const form = useForm({
    initialValues: { title: '', why: '', whose: `staff:${me.staff.id}`, date: wallOf(now(), zone).date, time: '17:00' },
    validate: {
      title: (value) => (value.trim() ? null : 'Say what is to be done.'),
      time: (value, { date }) => (atWall(date, value, zone) ? null : 'Write day and time, such as 14:30.'),
    },
  })
  const add = form.onSubmit(async ({ title, why, whose, date, time }) => {
    const dueAt = atWall(date, time, zone)
    const [kind, of = ''] = whose.split(':')
    const to = kind === 'staff' ? { kind: 'person', staff: of } : { kind: 'roles', roles: [of] }
    const data = { ...(patient ? { patient } : {}), title: title.trim(), why: why.trim(), dueAt, for: to }
    if ((await act(() => post('/api/tasks', { ...command({ type: 'open', data }), task: uuidv7() }))) === null) return
    await refresh('/api/tasks', '/api/patients/')
    say('Task opened')
    close()
  })
  const people = staff.data?.people.filter(({ active }) => active) ?? [{ id: me.staff.id, name: me.staff.name }]
  return (
    <Modal opened onClose={close} title="A new task" size="lg">
      <form className="wm-stack" onSubmit={add} noValidate>
        <TextInput label="What is to be done" data-autofocus autoComplete="off" {...form.getInputProps('title')} />
        <Textarea label="Why" autosize minRows={2} {...form.getInputProps('why')} />
        <Select
          label="For whom"
          searchable
          allowDeselect={false}
          data={[
            { group: 'Anybody of a role', items: ROLES.map((role) => ({ value: `role:${role}`, label: roleWords[role] })) },
            { group: 'One person', items: people.map(({ id, name }) => ({ value: `staff:${id}`, label: name })) },
          ]}
          {...form.getInputProps('whose')}
        />
        <div className="wm-fields">
          <TextInput label="Due on" type="date" {...form.getInputProps('date')} />
          <TextInput label="At" type="time" {...form.getInputProps('time')} />
        </div>
        <ErrorNote error={error} />
        <div className="wm-row">
          <Button type="submit" loading={busy}>
            Open the task
          </Button>
          <Button variant="default" onClick={close}>
            Leave it
          </Button>
        </div>
      </form>
    </Modal>
  )
}
