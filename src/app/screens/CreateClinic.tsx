import { Button, Checkbox, PasswordInput, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { post } from '../../ui/api.ts'
import { useAct } from '../../ui/ask.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { hereZone, zones } from '../../ui/zones.ts'
import { PASSWORD_SAYS, passwordTooWeak } from './password.ts'
import { Threshold } from './Threshold.tsx'

const blank = (words: string) => (value: string) => (value.trim() ? null : words)

export function CreateClinic({ back }: { readonly back: () => void }) {
  const { busy, error, act } = useAct()
  const form = useForm({
    initialValues: { clinicName: '', zone: hereZone(), ownerName: '', email: '', password: '', alsoPhysician: false },
    validate: {
      clinicName: blank('Give the clinic a name.'),
      ownerName: blank('Write your name, as colleagues know it.'),
      email: (value) => (/^\S+@\S+\.\S+$/.test(value) ? null : 'Write an email address; you sign in with it.'),
      password: passwordTooWeak,
    },
  })
  const create = form.onSubmit(async (values) => {
    // A whole new start: nothing that was asked before the clinic existed is true now.
    if (await act(() => post('/api/setup/clinic', values))) location.assign('/')
  })
  return (
    <Threshold
      title="Your clinic"
      foot={
        <button type="button" className="wm-link" onClick={back}>
          Back to the two choices
        </button>
      }
    >
      <form className="wm-form" onSubmit={create} noValidate>
        <TextInput label="Name of the clinic" autoFocus autoComplete="organization" {...form.getInputProps('clinicName')} />
        <Select
          label="Time zone"
          description="Every time on screen and paper is shown in it."
          data={zones()}
          searchable
          limit={60}
          allowDeselect={false}
          nothingFoundMessage="No such zone. Try a large city near you."
          {...form.getInputProps('zone')}
        />
        <TextInput label="Your name" autoComplete="name" {...form.getInputProps('ownerName')} />
        <TextInput
          label="Email"
          description="You sign in with it. Nothing is sent to it."
          type="email"
          autoComplete="username"
          {...form.getInputProps('email')}
        />
        <PasswordInput label="Password" description={PASSWORD_SAYS} autoComplete="new-password" {...form.getInputProps('password')} />
        <Checkbox
          label="I am also a physician here"
          description="The owner runs the clinic but reads no charts; a physician reads charts and signs orders."
          {...form.getInputProps('alsoPhysician', { type: 'checkbox' })}
        />
        <ErrorNote error={error} />
        <Button type="submit" size="md" loading={busy}>
          Create the clinic
        </Button>
      </form>
    </Threshold>
  )
}
