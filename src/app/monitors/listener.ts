import type { Bedside } from '../../care/monitor/intake.store.ts'
import { receive } from '../../care/monitor/intake.store.ts'
import type { DeviceBook } from '../../care/monitor/monitor.store.ts'
import type { Frame, Received, Reception } from '../../care/monitor/reception.ts'
import { acknowledge, acknowledgeJunk, type Fault, type Outcome } from '../../exchange/hl7v2/ack.ts'
import { type Intake, takeIn } from '../../exchange/hl7v2/intake.ts'
import { type Instant, instant } from '../../medicine/time.ts'
import type { Database } from '../../platform/db/database.ts'
import { uuid7 } from '../../platform/journal/uuid7.ts'
import type { Peer, Receiver, Trouble } from '../../platform/mllp/mllp.ts'
import { listen, type Options } from '../../platform/mllp/tcp.ts'
import { Collector } from './collector.ts'
import { receptionOf, troubleReception } from './reception.ts'

export type MonitorParts = {
  readonly database: Database
  readonly book: DeviceBook
  readonly sessionAt: Bedside['sessionAt']
  /** Whose monitors speak on this port, and their zone; null while there is no clinic. */
  readonly clinic: () => Promise<{ readonly id: string; readonly zone: string } | null>
  readonly publish: (clinic: string, frame: Frame) => void
  readonly report: (fault: unknown) => void
  /** Told what became of each message. */
  readonly counted?: (outcome: string) => void
  readonly now?: () => Instant
}

/** Listens for one clinic's monitors. */
export const listenForMonitors = (parts: MonitorParts, options: Options) => listen(monitorReceiver(parts), options)

/** What is done with what comes in: read it, store it, commit, tell the screens, and only then answer. */
export function monitorReceiver(parts: MonitorParts): Receiver {
  const { now = () => instant(Date.now()), counted = () => {} } = parts
  const collectors = new Map<string, Collector<Reception, Received>>()
  const store = (clinic: string, reception: Reception): Promise<Received> => {
    const collector = collectors.get(clinic) ?? new Collector((batch) => storeBatch(parts, clinic, batch))
    collectors.set(clinic, collector)
    return collector.add(reception)
  }

  const message = async (bytes: Uint8Array, peer: Peer): Promise<Uint8Array | null> => {
    const came = { id: uuid7(), at: now(), peer }
    const own = { id: came.id, now: came.at }
    const clinic = await parts.clinic().catch(parts.report)
    const intake = takeIn(bytes, { received: came.at, zone: clinic?.zone ?? 'UTC', from: peer.address.replace(/^::ffff:/, '') })
    const failed = (outcome: string, words: string) => {
      counted(outcome)
      return answerOf(intake, { outcome: 'error', fault: { code: 207, field: 'MSH-10', words } }, own)
    }
    if (!clinic) return failed('nobody-asked', 'Nobody has said whose monitors speak here')
    try {
      const received = await store(clinic.id, receptionOf(intake, bytes, came))
      if (received.kind === 'stored') for (const frame of received.frames) parts.publish(clinic.id, frame)
      if (received.kind === 'blocked') return failed('blocked', 'This device is blocked here')
      counted(intake.kind === 'junk' ? 'junk' : received.kind === 'stored' ? intake.outcome : received.kind)
      return answerOf(intake, intake.kind === 'junk' ? null : intake, own)
    } catch (fault) {
      parts.report(fault)
      return failed('not-stored', 'The message could not be stored; send it again')
    }
  }

  const keepUnread = async (reception: Reception): Promise<void> => {
    const clinic = await parts.clinic().catch(parts.report)
    if (clinic) await store(clinic.id, reception).catch(parts.report)
  }
  return {
    message,
    tooLong: async (bytes, peer) => {
      const came = { id: uuid7(), at: now(), peer }
      const words = 'The message is longer than the limit'
      const intake = takeIn(bytes, { received: came.at, zone: 'UTC', from: peer.address })
      return answerOf(intake, { outcome: 'error', fault: { code: 102, field: 'MSH-10', words } }, { id: came.id, now: came.at })
    },
    trouble: (trouble: Trouble) => {
      counted(trouble.kind)
      void keepUnread(troubleReception(trouble, { id: uuid7(), at: now(), peer: trouble.peer }))
    },
  }
}

async function storeBatch({ database, book, sessionAt }: MonitorParts, clinic: string, batch: readonly Reception[]): Promise<readonly Received[]> {
  const devices = await book.of(clinic)
  return database.as(clinic, (tx) => receive(tx, clinic, batch, { devices, sessionAt }))
}

type Answer = { readonly outcome: Outcome; readonly fault: Fault | null }

function answerOf(intake: Intake, answer: Answer | null, own: { readonly id: string; readonly now: Instant }): Uint8Array | null {
  if (intake.kind === 'junk' || !answer) return acknowledgeJunk(intake.kind === 'junk' ? intake.words : '', own)
  return acknowledge(intake.message, answer.outcome, answer.fault, { ...own, id: own.id.replaceAll('-', '').slice(0, 20) })
}
