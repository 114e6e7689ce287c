import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { post, type Refusal } from '../../ui/api.ts'
import { useAct } from '../../ui/ask.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Note } from '../../ui/Note.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { PASSWORD_SAYS, passwordTooWeak } from './password.ts'
import { Threshold } from './Threshold.tsx'

type Invitation = { readonly clinic: string; readonly name: string; readonly email: string; readonly purpose: 'join' | 'reset' }

/** The page behind the owner's link. The secret is after the #, so it never reaches a server's log. */
export function JoinScreen() {
  const [secret] = useState(() => location.hash.slice(1))
  const invitation = useQuery<Invitation, Refusal>({
    queryKey: ['invitation', secret],
    retry: false,
    queryFn: async () => {
      const answer = await post<Invitation>('/api/invitations/open', { secret })
      if (!answer.ok) throw answer.error
      return answer.value
    },
  })
  if (invitation.data) return <Accept secret={secret} of={invitation.data} />
  return (
    <Threshold title={invitation.isPending ? 'Invitation' : 'This link does not open'}>
      {invitation.isPending && <Waiting rows={2} height={72} gap={16} />}
      {invitation.error?.status === 0 && <ErrorNote error={invitation.error} again={() => void invitation.refetch()} />}
      {invitation.error && invitation.error.status !== 0 && (
        <Note tone="due" title="It was used before, or it is too old">
          Ask the owner of the clinic for a new link.
        </Note>
      )}
    </Threshold>
  )
}

function Accept({ secret, of: { clinic, name, email, purpose } }: { readonly secret: string; readonly of: Invitation }) {
  const { busy, error, act } = useAct()
  const form = useForm({ initialValues: { password: '' }, validate: { password: passwordTooWeak } })
  const accept = form.onSubmit(async ({ password }) => {
    const answer = await act(() => post<{ signedIn: boolean }>('/api/invitations/accept', { secret, password }))
    if (answer) location.assign(answer.signedIn ? '/' : '/sign-in')
  })
  const says = purpose === 'join' ? `You are invited to ${clinic}.` : `Choose a new password for ${clinic}.`
  return (
    <Threshold title={`Hello, ${name}`} says={says}>
      <form className="wm-form" onSubmit={accept} noValidate>
        <TextInput label="Email" description="You sign in with it." type="email" autoComplete="username" value={email} readOnly />
        <PasswordInput label="Choose a password" description={PASSWORD_SAYS} autoComplete="new-password" autoFocus {...form.getInputProps('password')} />
        <ErrorNote error={error} />
        <Button type="submit" size="md" loading={busy}>
          Go on
        </Button>
      </form>
    </Threshold>
  )
}
