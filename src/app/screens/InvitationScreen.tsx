import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { Role } from '../../medicine/record.ts'
import { post } from '../../ui/api.ts'
import { useAct, useGet } from '../../ui/ask.ts'
import { Empty } from '../../ui/Empty.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { roleWords } from '../../ui/me.ts'
import { Waiting } from '../../ui/Waiting.tsx'
import { list } from '../../ui/words.ts'
import { PASSWORD_SAYS, passwordTooWeak } from './password.ts'
import { Threshold } from './Threshold.tsx'

type Invitation = {
  readonly clinic: string
  readonly name: string
  readonly email?: string
  readonly roles: readonly Role[]
  readonly purpose: 'join' | 'reset'
}

/** The page behind the owner's link: who it is for, and a password of their own. */
export function InvitationScreen({ id: token }: { readonly id: string }) {
  const path = `/api/invitations/${encodeURIComponent(token)}`
  const invitation = useGet<Invitation>(path)
  if (invitation.isPending)
    return (
      <Threshold title="Invitation">
        <Waiting rows={2} height={72} gap={16} />
      </Threshold>
    )
  if (!invitation.data)
    return (
      <Threshold title="This link does not open">
        {invitation.error.status === 0 ? (
          <ErrorNote error={invitation.error} again={() => void invitation.refetch()} />
        ) : (
          <Empty title="It was used before, withdrawn, or is too old">Ask the owner of the clinic for a new link.</Empty>
        )}
      </Threshold>
    )
  return <Accept path={path} of={invitation.data} />
}

function Accept({ path, of: { clinic, name, email, roles, purpose } }: { readonly path: string; readonly of: Invitation }) {
  const { busy, error, act } = useAct()
  const form = useForm({ initialValues: { email: email ?? '', password: '' }, validate: { password: passwordTooWeak } })
  const accept = form.onSubmit(async (values) => {
    if (await act(() => post(path, values))) location.assign('/')
  })
  const says = purpose === 'join' ? `You join ${clinic} as ${list(roles.map((role) => roleWords[role].toLowerCase()))}.` : `A new way in to ${clinic}.`
  return (
    <Threshold title={`Hello, ${name}`} says={says}>
      <form className="wm-form" onSubmit={accept} noValidate>
        <TextInput
          label="Email"
          description="You sign in with it."
          type="email"
          autoComplete="username"
          readOnly={Boolean(email)}
          {...form.getInputProps('email')}
        />
        <PasswordInput label="Choose a password" description={PASSWORD_SAYS} autoComplete="new-password" autoFocus {...form.getInputProps('password')} />
        <ErrorNote error={error} />
        <Button type="submit" size="md" loading={busy}>
          Go on
        </Button>
      </form>
    </Threshold>
  )
}
