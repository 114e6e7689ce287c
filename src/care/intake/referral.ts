import type { Decision, Reason } from '../../medicine/record.ts'
import type { Asking, Referral, ReferralFact, ReferralOrder, ReferralRecorded } from './referral.types.ts'

export const NO_REFERRAL: Referral = { status: 'none', seq: 0 }
export const foldReferral = (facts: readonly ReferralRecorded[]): Referral => facts.reduce(evolveReferral, NO_REFERRAL)

export function evolveReferral(referral: Referral, fact: ReferralRecorded): Referral {
  if (fact.type === 'referral-received') return { status: 'waiting', seq: fact.seq, at: fact.at, ...fact.data }
  if (referral.status === 'none') return referral
  const settled = { ...referral, seq: fact.seq, settledAt: fact.at, settledBy: fact.by.name, ...fact.data }
  switch (fact.type) {
    case 'referral-taken':
      return { ...settled, status: 'taken' }
    case 'referral-declined':
      return { ...settled, status: 'declined' }
    default:
      return fact satisfies never
  }
}

export function decideReferral(referral: Referral, order: ReferralOrder): Decision<ReferralFact> {
  if (order.type === 'receive') {
    if (referral.status !== 'none') return refused({ code: 'already-received', message: 'This was sent already.' })
    const because = objections(order.data)
    return because.length > 0 ? { kind: 'refused', because } : accepted({ type: 'referral-received', data: tidy(order.data) })
  }
  if (referral.status === 'none') return refused({ code: 'no-such-referral', message: 'There is no such request.' })
  if (referral.status !== 'waiting') return refused({ code: 'settled', message: `${referral.settledBy} has answered this request already.` })
  switch (order.type) {
    case 'take':
      return accepted({ type: 'referral-taken', data: order.data })
    case 'decline': {
      const reason = order.data.reason.trim()
      return reason === '' ? refused({ code: 'no-reason', field: 'reason', message: 'Say why.' }) : accepted({ type: 'referral-declined', data: { reason } })
    }
    default:
      return order satisfies never
  }
}

const objections = ({ name, contact }: Asking): readonly Reason[] => [
  ...(name.trim() === '' ? [{ code: 'no-name', field: 'name', message: 'Please tell us your name.' }] : []),
  ...(/\d{6}|\S+@\S+\.\S+/.test(contact.replaceAll(/[\s().+-]/g, (sign) => (sign === '.' ? '.' : '')))
    ? []
    : [{ code: 'no-contact', field: 'contact', message: 'Please give a phone number or an email, so that we can reach you.' }]),
]

const tidy = ({ name, contact, message, shared }: Asking): Asking => ({
  name: name.trim().replaceAll(/\s+/g, ' '),
  contact: contact.trim(),
  ...(message?.trim() ? { message: message.trim() } : {}),
  shared,
})

const accepted = (fact: ReferralFact): Decision<ReferralFact> => ({ kind: 'accepted', facts: [fact] })
const refused = (reason: Reason): Decision<ReferralFact> => ({ kind: 'refused', because: [reason] })
