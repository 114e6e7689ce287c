import type { Instant } from '../../medicine/time.ts'
import { type Answer, get, post } from '../../ui/api.ts'
import { clock } from '../../ui/words.ts'

/** Sign-in as Better Auth speaks it, in our words. */
export type SignedIn = { readonly twoFactorRedirect?: boolean }

const words: Readonly<Record<string, string>> = {
  INVALID_EMAIL_OR_PASSWORD: 'The email or the password is not right.',
  INVALID_EMAIL: 'This does not read as an email address.',
  INVALID_PASSWORD: 'The password is not right.',
  INVALID_CODE: 'The code is not right, or it is already used. Wait for the next one.',
  INVALID_TWO_FACTOR_COOKIE: 'This took too long. Please begin with your password again.',
  INVALID_BACKUP_CODE: 'This backup code is not right, or was used before.',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'Too many tries. Please begin with your password again.',
  PASSWORD_TOO_SHORT: 'The password is too short: 12 characters or more.',
  PASSWORD_TOO_LONG: 'The password is too long.',
}

const plainly = <T>(answer: Answer<T>): Answer<T> => {
  if (answer.ok) return answer
  const { until } = answer.error as { until?: Instant }
  if (until) return { ok: false, error: { ...answer.error, message: answer.error.message.replace('at the time shown', `at ${clock(until)}`) } }
  const message = words[answer.error.code]
  return message ? { ok: false, error: { ...answer.error, message } } : answer
}
const call = async <T>(path: string, body: unknown = {}): Promise<Answer<T>> => plainly(await post<T>(`/api/auth/${path}`, body))

export const unlock = async (password: string) => plainly(await post('/api/unlock', { password }))
export const signIn = (email: string, password: string) => call<SignedIn>('sign-in/email', { email, password })
export const verifyTotp = (code: string) => call('two-factor/verify-totp', { code })
export const verifyBackupCode = (code: string) => call('two-factor/verify-backup-code', { code })
export const signOut = () => call('sign-out')

export const beginTotp = (password: string) => call<{ totpURI: string; backupCodes: string[] }>('two-factor/enable', { password })
export const endTotp = (password: string) => call('two-factor/disable', { password })
export const newBackupCodes = (password: string) => call<{ backupCodes: string[] }>('two-factor/generate-backup-codes', { password })
export const changePassword = (currentPassword: string, newPassword: string) =>
  call('change-password', { currentPassword, newPassword, revokeOtherSessions: true })

export type Passkey = { readonly id: string; readonly name?: string | null; readonly createdAt?: string | null; readonly deviceType?: string }
export const PASSKEYS = '/api/auth/passkey/list-user-passkeys'
export const removePasskey = (id: string) => call('passkey/delete-passkey', { id })

/** False where the browser has no passkeys, or the address can have none: plain http elsewhere, or a number instead of a name. */
export const passkeysHere = (): boolean =>
  typeof PublicKeyCredential !== 'undefined' && 'parseRequestOptionsFromJSON' in PublicKeyCredential && !/^[\d.]+$|^\[/.test(location.hostname)

const turnedAway = { ok: false, error: { status: 0, code: 'passkey', message: 'No passkey was used. Try again, or use your password.' } } as const

export async function signInWithPasskey(): Promise<Answer<unknown>> {
  const options = await get<PublicKeyCredentialRequestOptionsJSON>('/api/auth/passkey/generate-authenticate-options')
  if (!options.ok) return options
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options.value)
  const credential = await navigator.credentials.get({ publicKey }).catch(() => null)
  if (!(credential instanceof PublicKeyCredential)) return turnedAway
  return call('passkey/verify-authentication', { response: credential.toJSON() })
}

export async function addPasskey(name: string): Promise<Answer<unknown>> {
  const options = await get<PublicKeyCredentialCreationOptionsJSON>('/api/auth/passkey/generate-register-options')
  if (!options.ok) return options
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options.value)
  const credential = await navigator.credentials.create({ publicKey }).catch(() => null)
  if (!(credential instanceof PublicKeyCredential)) return turnedAway
  return call('passkey/verify-registration', { response: credential.toJSON(), name })
}
