import type { Decision, Reason } from '../../medicine/record.ts'
import type { Instant } from '../../medicine/time.ts'
import type { Intake, IntakeFact, IntakeOrder, OpenIntake } from './intake.types.ts'

export function decide(intake: Intake, order: IntakeOrder, now: Instant): Decision<IntakeFact> {
  if (order.type === 'open') {
    if (intake.status !== 'none') return refused(exists)
    const { hash, until, ...person } = order.data
    return accepted({ type: 'intake-opened', data: person }, { type: 'link-made', data: { hash, until } })
  }
  if (intake.status === 'none') return refused(noSuch)
  switch (order.type) {
    case 'make-link':
      return accepted({ type: 'link-made', data: order.data })
    case 'revoke-link':
      if (intake.link.revoked !== undefined) return refused(revokedAlready)
      return order.data.reason.trim() === '' ? refused(noReason) : accepted({ type: 'link-revoked', data: { reason: order.data.reason.trim() } })
    case 'enter': {
      if (!usable(intake, now)) return refused(over)
      const { birthDate } = order.data
      if (intake.birthDate !== undefined && intake.birthDate !== birthDate) return refused(notTheirs)
      return intake.devices.includes(order.data.device) ? accepted() : accepted({ type: 'device-entered', data: order.data })
    }
    case 'answer':
      if (!usable(intake, now)) return refused(over)
      return intake.status === 'finished' ? refused(finishedAlready) : accepted({ type: 'answered', data: order.data })
    case 'finish':
      if (!usable(intake, now)) return refused(over)
      return intake.status === 'finished' ? accepted() : accepted({ type: 'finished', data: {} })
    default:
      return order satisfies never
  }
}

/** Whether the link still opens. */
export const usable = ({ link }: OpenIntake, now: Instant): boolean => link.revoked === undefined && link.until > now

const accepted = (...facts: IntakeFact[]): Decision<IntakeFact> => ({ kind: 'accepted', facts })
const refused = (reason: Reason): Decision<IntakeFact> => ({ kind: 'refused', because: [reason] })

const exists: Reason = { code: 'already-open', message: 'These questions were sent already.' }
const noSuch: Reason = { code: 'no-such-intake', message: 'There is no such intake.' }
const revokedAlready: Reason = { code: 'already-revoked', message: 'This link was ended already.' }
const noReason: Reason = { code: 'no-reason', field: 'reason', message: 'Say why.' }
export const over: Reason = { code: 'link-over', message: 'This link has ended. Please ask your clinic for a new one.' }
const notTheirs: Reason = { code: 'wrong-birth-date', field: 'birthDate', message: 'This is not the birth date we have for this link. Please check it.' }
const finishedAlready: Reason = { code: 'finished', message: 'You have sent your answers. To change one, please call your clinic.' }
