import type { Reason } from '../../medicine/record.ts'
import type { Contact, Registered } from './patient.types.ts'

/** Fields are single-spaced and trimmed, and what is empty is absent; the address keeps its lines. */
export function tidyContact({ id, role, name, ...ways }: Contact): Contact {
  const text = (value: string) =>
    value
      .normalize('NFC')
      .trim()
      .replaceAll(/[^\S\n]+/g, ' ')
  const kept = (['practice', 'phone', 'fax', 'email', 'address'] as const).flatMap((key) => (text(ways[key] ?? '') ? [[key, text(ways[key] ?? '')]] : []))
  return { id, role, name: text(name), ...Object.fromEntries(kept) }
}

export function contactObjections({ contacts }: Registered, given: Contact): Reason[] {
  const contact = tidyContact(given)
  const others = contacts.filter(({ id }) => id !== contact.id)
  const ways = [contact.phone, contact.fax, contact.email, contact.address].some((way) => way !== undefined)
  return [
    ...(contact.name === '' ? [{ code: 'no-name', field: 'name', message: 'Name the person.' }] : []),
    ...(ways ? [] : [{ code: 'no-way', field: 'phone', message: 'Say how they are reached: telephone, fax, email or address.' }]),
    ...(contact.email === undefined || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(contact.email)
      ? []
      : [{ code: 'bad-email', field: 'email', message: 'This is no e-mail address.' }]),
    ...(
      [
        ['phone', contact.phone],
        ['fax', contact.fax],
      ] as const
    ).flatMap(([field, number]) =>
      number === undefined || isNumber(number) ? [] : [{ code: `bad-${field}`, field, message: `This is no ${field === 'fax' ? 'fax' : 'telephone'} number.` }],
    ),
    ...(others.some(({ role, name }) => role === contact.role && name.toLowerCase() === contact.name.toLowerCase())
      ? [{ code: 'already-listed', field: 'name', message: `${contact.name} is listed already.` }]
      : []),
  ]
}

export const contactWithdrawObjections = ({ contacts }: Registered, { contact, reason }: { readonly contact: string; readonly reason: string }): Reason[] => [
  ...(contacts.some(({ id }) => id === contact) ? [] : [{ code: 'not-listed', field: 'contact', message: 'This contact is not listed.' }]),
  ...(reason.trim() === '' ? [{ code: 'no-reason', field: 'reason', message: 'Say why.' }] : []),
]

const isNumber = (text: string): boolean => /^\+?[\d\s().\-/x]+$/i.test(text) && (text.match(/\d/g) ?? []).length >= 3
