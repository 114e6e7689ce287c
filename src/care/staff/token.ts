/**
 * The text of a token: `wm_` and 48 bytes in base64url, the clinic's id and 32 random bytes. The clinic is in it so
 * that the token is looked up among its own clinic's tokens, behind row-level security.
 */
const FORM = /^wm_[A-Za-z0-9_-]{64}$/
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

export function tokenText(clinic: string, secret: Uint8Array): string {
  const bytes = [...clinicBytes(clinic), ...secret]
  if (bytes.length !== 48) throw new RangeError('A token is made of a clinic id and 32 bytes')
  let text = 'wm_'
  for (let i = 0; i < bytes.length; i += 3) {
    const three = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    for (const shift of [18, 12, 6, 0]) text += ALPHABET[(three >> shift) & 63]
  }
  return text
}

/** The clinic a token says it belongs to; null when the text is no token. It proves nothing: the hash does. */
export function clinicOfToken(text: string): string | null {
  if (!FORM.test(text)) return null
  const hex = [...text.slice(3, 25)].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(6, '0')).join('')
  const digits = (hex.slice(0, 128).match(/.{4}/g) ?? []).map((four) => Number.parseInt(four, 2).toString(16)).join('')
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-${digits.slice(12, 16)}-${digits.slice(16, 20)}-${digits.slice(20)}`
}

const clinicBytes = (clinic: string): number[] => (clinic.replaceAll('-', '').match(/../g) ?? []).map((two) => Number.parseInt(two, 16))
