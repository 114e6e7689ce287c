import { commandRight } from '../../staff/staff.ts'
import type { Option } from '../session.ts'

const RIGHTS: Readonly<Record<string, string>> = commandRight
/** Either signature has a right of its own; which one is decided at the signature. */
const SIGN = ['session.sign-nurse', 'session.sign-physician'] as const

/** The session's own list of what can be done, less what this clinic's rights do not give to this person. */
export const allowed = (options: readonly Option[], rights: readonly string[]): readonly Option[] =>
  options.map((option) => {
    const needs = option.type === 'sign' ? SIGN : [RIGHTS[option.type] ?? '']
    return !option.can || needs.some((right) => rights.includes(right)) ? option : { type: option.type, can: false, why: 'This is not among your rights here.' }
  })
