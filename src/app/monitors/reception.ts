import { createHash } from 'node:crypto'
import type { Reception, Verdict } from '../../care/monitor/reception.ts'
import { isEui } from '../../exchange/hl7v2/envelope.ts'
import type { Intake } from '../../exchange/hl7v2/intake.ts'
import type { Oru } from '../../exchange/hl7v2/oru.ts'
import { cut } from '../../exchange/hl7v2/text.ts'
import { addMs, type Instant } from '../../medicine/time.ts'
import type { Peer, Trouble } from '../../platform/mllp/mllp.ts'

type Came = { readonly id: string; readonly at: Instant; readonly peer: Peer }

/** A read frame in the words of the monitors' own capability. */
export function receptionOf(intake: Intake, bytes: Uint8Array, came: Came): Reception {
  if (intake.kind === 'junk') return unread('junk', intake.words, bytes, bytes.length, came)
  const { envelope, oru, outcome, fault, clockOffMs } = intake
  const parts = oru ? partsOf(oru) : []
  return {
    ...unread('nothing', fault?.words ?? '', bytes, bytes.length, came),
    sender: senderOf(envelope.senderId, parts[0]?.device ?? '', came.peer),
    controlId: cut(envelope.controlId, 200) || null,
    sentAt: clockOffMs === null ? came.at : addMs(came.at, clockOffMs),
    accepted: outcome === 'accept',
    verdict: outcome === 'accept' ? 'nothing' : outcome === 'error' ? 'refused' : 'rejected',
    clockOffMs,
    parts,
    notTaken: oru?.refused.slice(0, 200).map(({ row, code, why }) => ({ row, code, why })) ?? [],
  }
}

/** A number of its own stands for one sender; a name may be that of many, and then the device tells whose count a control id is of. */
const senderOf = (senderId: string, device: string, peer: Peer): string => cut((isEui(senderId) ? senderId : device || senderId) || peer.address, 200)

function partsOf(oru: Oru): Reception['parts'] {
  return oru.devices.map(({ device, bed }) => {
    const mine = <R extends { readonly device: string }>(rows: readonly R[]) => rows.filter((row) => row.device === device)
    return {
      device,
      bed,
      observations: mine(oru.observations).map(({ row: _, device: _d, bed: _b, method: _m, rank: _r, timeFrom: _t, ...observation }) => observation),
      notMeasured: mine(oru.notMeasured).map(({ quantity, at, why }) => ({ quantity, at, why })),
      withdrawn: mine(oru.withdrawn).map(({ quantity, at, why }) => ({ quantity, at, why })),
    }
  })
}

/** What came that could not be read as a message: kept, so that somebody can see it. */
export function unread(verdict: Verdict, reason: string, raw: Uint8Array, length: number, { id, at, peer }: Came): Reception {
  const digest = createHash('sha256').update(raw).digest('hex')
  const from = peer.address.replace(/^::ffff:/, '')
  const nothing = { controlId: null, sentAt: at, accepted: false, clockOffMs: null, parts: [], notTaken: [] }
  return { id, receivedAt: at, from, sender: from, digest, raw, length, reason, verdict, ...nothing }
}

const WORDS: Readonly<Record<Trouble['kind'], string>> = {
  half: 'Half a message: it ended, or began again, before its end',
  noise: 'Bytes outside of any message',
  'too-long': 'The message is longer than the limit',
  'too-many-connections': 'Too many connections at once',
}

export const troubleReception = ({ kind, bytes, length }: Trouble, came: Came): Reception =>
  unread(kind === 'too-many-connections' ? 'noise' : kind, WORDS[kind], bytes, length, came)
