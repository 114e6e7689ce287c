import type { Decision } from '../../medicine/record.ts'
import { drugGiven } from './decide.care.ts'
import { blank, type Finding, no, type Verdict, verdict, when } from './findings.ts'
import { notTheirs } from './roles.ts'
import type { Live, Look, Session } from './session.state.ts'
import type { Asking, Data, SessionCommand, SessionCommandType, SessionFact, SessionOrder } from './session.types.ts'
import { listed } from './words.ts'

/** What was entered without the server and shown as saved there, when it reaches the record and does not fit. */

/** What somebody saw, heard or did: true whatever the record says, so a question about it holds nothing up. */
const OBSERVED: ReadonlySet<SessionCommandType> = new Set([
  'record-readings',
  'write-note',
  'record-adverse-event',
  'follow-adverse-event',
  'give-drug',
  'check-iv',
  'log-emergency',
  'attend',
])
/** A drug that went in is in, though two people gave what one of them was to give, or an allergy was learnt meanwhile. */
const GIVEN_ALL_THE_SAME: ReadonlySet<string> = new Set(['all-doses-given', 'allergy', 'really:allergies'])

/**
 * The decision on a command that a device had already shown as saved: never a refusal for what the record says
 * meanwhile. An observation stands and is questioned; anything else becomes something to look at, with what was entered
 * and why it does not fit. Whose a command is, is still asked.
 */
export function kept(decided: Decision<SessionFact>, state: Session, command: SessionCommand, { by }: Asking, judged: () => Verdict): Decision<SessionFact> {
  if (decided.kind === 'accepted' || state.status === 'none' || command.type === 'keep-samples' || notTheirs(command.type, by).length > 0) return decided
  const because = decided.kind === 'refused' ? decided.because : decided.questions
  const questioned: SessionFact = { type: 'look-asked', data: { entry: command.id, because } }
  if (decided.kind === 'ask' && OBSERVED.has(command.type)) return { kind: 'accepted', facts: [...judged().facts(), questioned] }
  const given = command.type === 'give-drug' && because.every(({ code }) => GIVEN_ALL_THE_SAME.has(code)) ? drugGiven(state, command.data) : null
  if (given) return { kind: 'accepted', facts: [given, questioned] }
  return { kind: 'accepted', facts: [{ type: 'look-asked', data: { refused: orderOf(command), because } }] }
}

const orderOf = ({ type, data }: SessionCommand): SessionOrder => ({ type, data }) as SessionOrder

export const openLooks = (s: Pick<Live, 'looks'>): readonly Look[] => s.looks.filter(({ settled }) => !settled)

type Judge = (command: SessionCommand) => Verdict

/** Settling: what the record says stands, or the entry is added to it, late or as a correction, with a reason. */
export function settled(s: Live, data: Data<'look-settled'>, at: SessionCommand['at'], judge: Judge): Verdict {
  const fact: SessionFact = { type: 'look-settled', data }
  const look = s.looks.find(({ event }) => event === data.item)
  if (!look) return verdict([no('no-such-item', 'There is nothing of this kind to look at.', 'item')])
  if (look.settled) return verdict([no('already-settled', `${look.settled.by.name} has settled this.`, 'item')])
  if (data.as === 'record') return verdict([], fact)
  const reason = when(blank(data.reason), () => no('reason', 'Adding it needs its reason.', 'reason'))
  const { findings, facts } = added(s, look, data.reason, at, judge)
  return verdict([...reason, ...findings], fact, facts)
}

/** As a late entry at its own time; where the record has such a step already, as a correction of it. */
function added(s: Live, { refused, event, at, because }: Look, reason: string, now: SessionCommand['at'], judge: Judge): Verdict {
  if (!refused) return verdict([no('stands-already', 'This entry is in the record already; correct it in the history if it is wrong.')])
  const confirmed = because.map(({ code }) => code)
  const late = judge({ id: event, at, confirmed, ...explained(refused, reason) } as SessionCommand)
  const refusals = late.findings.filter(({ kind }) => kind === 'no')
  if (refusals.length === 0) return { findings: [], facts: () => late.facts().map((fact) => ({ ...fact, at: fact.at ?? at })) }
  const correction = correctionOf(s, refused, at, reason)
  if (!correction) return verdict(cannot(refusals))
  const replacing = judge({ id: event, at: now, ...correction } as SessionCommand)
  const wrong = replacing.findings.filter(({ kind }) => kind === 'no')
  return wrong.length > 0 ? verdict(cannot(wrong)) : { findings: [], facts: replacing.facts }
}

const cannot = (found: readonly Finding[]): readonly Finding[] => [
  no(
    'does-not-fit',
    `It cannot be added as things stand: ${listed(found.map(({ reason }) => reason.message))} Correct the record first, or keep what it says.`,
  ),
]

const explained = (order: SessionOrder, lateReason: string): SessionOrder =>
  order.type === 'record-readings' || order.type === 'give-drug' ? ({ ...order, data: { ...order.data, lateReason } } as SessionOrder) : order

/** A start and a stop there are only once: the other one moves the one that stands. */
function correctionOf(s: Live, refused: SessionOrder, at: SessionCommand['at'], reason: string): SessionOrder | null {
  const kind = refused.type === 'stop-infusion' ? 'stopped' : refused.type === 'start-infusion' ? 'started' : null
  const standing = kind && s.pump.find((change) => change.kind === kind)
  if (!standing) return null
  const type = kind === 'stopped' ? 'infusion-stopped' : 'infusion-started'
  return { type: 'replace-entry', data: { entry: standing.event, type, data: refused.data, at, reason } }
}
