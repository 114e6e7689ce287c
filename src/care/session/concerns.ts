import { type Finding, no, when } from './findings.ts'
import type { OpenConcern, SessionCommandType, Status } from './session.types.ts'

/** What closes a visit. */
const CLOSES: ReadonlySet<SessionCommandType> = new Set(['discharge', 'sign', 'abandon'])
/** What may need it: settling a look can carry any of these. */
export const asksForConcerns = (type: SessionCommandType): boolean => CLOSES.has(type) || type === 'settle-look'

/**
 * A visit is not closed while a safety answer waits, whoever asks and whatever the reason: there is no override. Absent
 * concerns are unknown, as on a device without the server; there the decision is the server's alone.
 */
export const concernsOpen = (type: SessionCommandType, status: Status, concerns: readonly OpenConcern[] | undefined): readonly Finding[] =>
  when(CLOSES.has(type) && status !== 'scheduled' && (concerns?.length ?? 0) > 0, () =>
    no('safety-unanswered', 'A safety answer of this patient waits for a clinician. The visit can be closed once it is answered; nobody can go past it.'),
  )
