/** The same rule as the server's: length is what makes a password hard to guess. */
export const PASSWORD_SAYS = 'At least 12 characters. A few words that belong together only for you are best.'
export const passwordTooWeak = (value: string): string | null => (value.length >= 12 ? null : 'Too short: 12 characters or more.')
