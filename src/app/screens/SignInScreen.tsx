import { Link } from '@tanstack/react-router'
import { useGet } from '../../ui/ask.ts'
import { SignInForm } from './SignInForm.tsx'
import { SETUP, type Setup } from './setup.ts'
import { Threshold } from './Threshold.tsx'

/** Goes where the person was going, and nowhere but inside this program. */
const onward = (to: string | undefined): void => location.assign(to?.startsWith('/') && !to.startsWith('//') ? to : '/')

export function SignInScreen({ to }: { readonly to: string | undefined }) {
  const setup = useGet<Setup>(SETUP)
  return (
    <Threshold title="Sign in" foot={setup.data?.demo && <Link to="/who">Go to the demonstration clinic</Link>}>
      <SignInForm done={() => onward(to)} />
      <p className="wm-soft wm-small">Forgotten your password? The owner of the clinic can give you a new link.</p>
    </Threshold>
  )
}
