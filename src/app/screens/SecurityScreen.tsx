import { Button, PasswordInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useAct, useGet, useRefresh } from '../../ui/ask.ts'
import { Card } from '../../ui/Card.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { ME, useMe } from '../../ui/me.ts'
import { Note } from '../../ui/Note.tsx'
import { Page } from '../../ui/Page.tsx'
import { say } from '../../ui/said.tsx'
import { changePassword } from './auth.ts'
import { PasskeysCard } from './PasskeysCard.tsx'
import { PASSWORD_SAYS, passwordTooWeak } from './password.ts'
import { TotpCard } from './TotpCard.tsx'

type Account = { readonly user?: { readonly email: string; readonly twoFactorEnabled?: boolean | null } } | null

/** How this person signs in: password, authenticator app, passkeys. */
export function SecurityScreen() {
  const { clinic } = useMe()
  const account = useGet<Account>('/api/auth/get-session')
  const refresh = useRefresh()
  if (clinic.demo)
    return (
      <Page title="My sign-in" tab="My sign-in" width="text">
        <Note title="The demonstration clinic has no passwords">
          In a clinic of your own this page holds your password, your authenticator app and your passkeys.
        </Note>
      </Page>
    )
  return (
    <Page title="My sign-in" tab="My sign-in" says={account.data?.user?.email} width="text">
      <ErrorNote error={account.error} again={() => void account.refetch()} />
      <TotpCard on={account.data?.user?.twoFactorEnabled === true} changed={() => void refresh('/api/auth', ME)} />
      <PasskeysCard />
      <PasswordCard />
    </Page>
  )
}

function PasswordCard() {
  const { busy, error, act } = useAct()
  const form = useForm({ initialValues: { current: '', next: '' }, validate: { next: passwordTooWeak } })
  const change = form.onSubmit(async ({ current, next }) => {
    if (!(await act(() => changePassword(current, next)))) return
    form.reset()
    say('Password changed; other devices are signed out')
  })
  return (
    <Card title="Password" says="Changing it signs you out on every other device.">
      <form className="wm-form" onSubmit={change} noValidate>
        <PasswordInput label="Password now" autoComplete="current-password" {...form.getInputProps('current')} />
        <PasswordInput label="New password" description={PASSWORD_SAYS} autoComplete="new-password" {...form.getInputProps('next')} />
        <ErrorNote error={error} />
        <div>
          <Button type="submit" variant="default" loading={busy}>
            Change the password
          </Button>
        </div>
      </form>
    </Card>
  )
}
