import type { Actor, Decision, Reason } from '../../medicine/record.ts'
import type { Instant } from '../../medicine/time.ts'
import type { Protocol } from '../protocol/protocol.ts'
import type { Live } from './session.state.ts'
import type { DecimalText, SessionCommand, SessionCommandType, SessionFact } from './session.types.ts'

/** What stands against a command: a refusal, or a question that the person may answer with "yes, really". */
export type Finding = { readonly kind: 'no' | 'really'; readonly reason: Reason }

const finding =
  (kind: Finding['kind']) =>
  (code: string, message: string, field?: string): Finding => ({ kind, reason: { code, message, ...(field && { field }) } })

export const no = finding('no')
export const really = (what: string, message: string, field?: string): Finding => finding('really')(`really:${what}`, message, field)

export const when = (wrong: boolean, found: () => Finding): readonly Finding[] => (wrong ? [found()] : [])
export const blank = (text: string | undefined): boolean => !text?.trim()

/** What already happened is not made undone by refusing to write it down: for a late entry or a correction, "no" becomes "really?". */
export const softened = (happened: boolean, findings: readonly Finding[]): readonly Finding[] =>
  happened
    ? findings.map(({ kind, reason }) =>
        kind === 'no' ? really(reason.code, `${reason.message} Is this what was really given?`, reason.field) : { kind, reason },
      )
    : findings

/** What a decider looks at: the session, the protocol, who asks, and when the thing was true. */
export type Room = {
  readonly s: Live
  readonly p: Protocol
  readonly by: Actor
  readonly now: Instant
  readonly at: Instant
  /** The command's id, from which the ids of its facts follow. */
  readonly id: string
  /** A late entry or a correction: it has happened already. */
  readonly happened: boolean
  readonly chartWeightKg?: DecimalText
}

export type DataOf<T extends SessionCommandType> = Extract<SessionCommand, { type: T }>['data']
export type Verdict = { readonly findings: readonly Finding[]; readonly facts: () => readonly SessionFact[] }
/** What each command comes to; a table that forgets one does not compile. */
export type Deciders<T extends SessionCommandType> = { readonly [K in T]: (room: Room, data: DataOf<K>) => Verdict }

/** The facts are made only when nothing stands against them. */
export const verdict = (findings: readonly Finding[], ...facts: readonly (SessionFact | (() => readonly SessionFact[]))[]): Verdict => ({
  findings,
  facts: () => facts.flatMap((fact) => (typeof fact === 'function' ? fact() : [fact])),
})

export function concluded({ findings, facts }: Verdict, confirmed: readonly string[]): Decision<SessionFact> {
  const because = findings.filter(({ kind }) => kind === 'no').map(({ reason }) => reason)
  if (because.length > 0) return { kind: 'refused', because }
  const questions = asked(findings).filter(({ code }) => !confirmed.includes(code))
  return questions.length > 0 ? { kind: 'ask', questions } : { kind: 'accepted', facts: facts() }
}

/** One question a code: what is odd in two ways is asked once, with both. */
function asked(findings: readonly Finding[]): readonly Reason[] {
  const byCode = Map.groupBy(findings, ({ reason }) => reason.code)
  return [...byCode.values()].flatMap(([first, ...more]) =>
    first ? { ...first.reason, message: [first, ...more].map(({ reason }) => reason.message).join(' ') } : [],
  )
}
