import { type Instant, msBetween } from '../../medicine/time.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Devices } from './devices.ts'
import { firstHeard, type Heard, heardOf, keepHeard } from './heard.store.ts'
import { absorb, type Sample } from './latest.ts'
import { addMessages, known, type Stored, seenAgain } from './message.store.ts'
import { deviceOf, type Frame, isBlocked, type Received, type Reception, verdictOf } from './reception.ts'
import { addSamples, type Waiting } from './samples.store.ts'

export type Seated = { readonly session: string; readonly since: Instant }

/** What receiving asks of the rest of the house. */
export type Bedside = {
  readonly devices: Devices
  /** The session at a chair whose samples are kept (arrived until recovered), and since when its patient is there; null when there is none. */
  readonly sessionAt: (tx: Tx, clinic: string, chair: string) => Promise<Seated | null>
}

/**
 * Stores what came in, in the order it came: one transaction for all of it. Only after its commit may anything be
 * acknowledged. A message known already changes nothing but its own count.
 */
export async function receive(tx: Tx, clinic: string, batch: readonly Reception[], bedside: Bedside): Promise<Received[]> {
  // One batch of a clinic at a time, so that what is looked up stays true until the commit.
  await tx.connection.query({ name: 'devices-pen', text: `select pg_advisory_xact_lock(hashtextextended('devices:' || $1, 0))`, values: [clinic] })
  const work = new Work(
    await known(tx, clinic, batch),
    await heardOf(tx, clinic, [...new Set(batch.flatMap(({ parts }) => parts.map(({ device }) => device)))]),
  )
  const sessions = await sessionsOf(tx, clinic, batch, bedside)
  const answers = batch.map((reception) => work.take(reception, bedside.devices, sessions))
  await addMessages(tx, clinic, work.messages)
  await seenAgain(tx, clinic, work.again)
  if (work.touched.size > 0)
    await keepHeard(
      tx,
      clinic,
      [...work.touched].map((device) => work.heard.get(device) as Heard),
    )
  await addSamples(tx, clinic, work.samples)
  return answers
}

async function sessionsOf(tx: Tx, clinic: string, batch: readonly Reception[], { devices, sessionAt }: Bedside): Promise<ReadonlyMap<string, Seated | null>> {
  const chairs = new Set(batch.flatMap(({ parts }) => parts.flatMap((part) => deviceOf(devices, part)?.chair ?? [])))
  const found = new Map<string, Seated | null>()
  for (const chair of chairs) found.set(chair, await sessionAt(tx, clinic, chair))
  return found
}

/** A message sent again is sent again within moments; what has the same number and comes later than that was counted anew. A matter of the line, not of care. */
const COUNTED_AGAIN_MS = 60_000

type Seen = { readonly id: string; readonly digest: string; readonly accepted: boolean; readonly key: string | null; readonly sentAt: Instant }

/** One batch on its way: what is known so far, and what will be written. */
class Work {
  readonly messages: Stored[] = []
  readonly again: { id: string; at: string }[] = []
  readonly samples: Waiting[] = []
  readonly touched = new Set<string>()
  readonly heard: Map<string, Heard>
  readonly #seen: Seen[]

  constructor(seen: readonly Seen[], heard: Map<string, Heard>) {
    this.#seen = [...seen]
    this.heard = heard
  }

  take(reception: Reception, devices: Devices, sessions: ReadonlyMap<string, Seated | null>): Received {
    const before = this.#before(reception)
    if (before && before.digest === reception.digest) {
      this.again.push({ id: before.id, at: reception.receivedAt })
      return { kind: 'again' }
    }
    if (before) {
      this.#store({ ...reception, accepted: false, verdict: 'reused-id', reason: 'Its control id was used before, with other content' }, {})
      return { kind: 'reused-id' }
    }
    if (isBlocked(devices, reception)) {
      for (const part of reception.parts) this.#touch(reception, part.device, part.bed)
      return { kind: 'blocked' }
    }
    return this.#new(reception, devices, sessions)
  }

  #new(reception: Reception, devices: Devices, sessions: ReadonlyMap<string, Seated | null>): Received {
    const frames: Frame[] = []
    const fresh: Sample[] = []
    const notTaken = [...reception.notTaken]
    let place: { chair?: string; session?: string | null } = {}
    for (const part of reception.parts) {
      const { now } = this.heard.get(part.device) ?? firstHeard(part.device, reception.receivedAt)
      const device = deviceOf(devices, part)
      const absorbed = device?.blocked === undefined ? absorb(now, part, reception.id, reception.receivedAt) : { now, fresh: [], ahead: [] }
      this.#touch(reception, part.device, part.bed, absorbed.now)
      fresh.push(...absorbed.fresh)
      notTaken.push(...absorbed.ahead.map(({ quantity, at }) => ({ row: 0, code: 'ahead', why: `The monitor's clock is ahead: ${quantity} of ${at}` })))
      if (device?.chair === undefined) continue
      const seated = sessions.get(device.chair) ?? null
      const session = seated?.session ?? null
      place = { chair: device.chair, session }
      // A monitor repeats its last cuff reading for as long as it likes: what is older than the arrival is somebody else's.
      const theirs = absorbed.fresh.filter(({ at }) => !seated || at >= seated.since)
      frames.push(
        ...theirs.map(({ at, values }) => ({
          session,
          chair: device.chair as string,
          device: part.device,
          name: device.name,
          values,
          at,
          message: reception.id,
        })),
      )
      if (session && theirs.length > 0)
        this.samples.push({ message: reception.id, device: part.device, session, receivedAt: reception.receivedAt, samples: theirs })
    }
    const verdict = verdictOf(devices, reception, fresh.length)
    this.#store({ ...reception, verdict, notTaken }, { ...place, values: fresh })
    return { kind: 'stored', verdict, frames }
  }

  /** An accepted message under the same control id, or the same bytes that were not accepted before. */
  #before(reception: Reception): Seen | undefined {
    const key = keyOf(reception)
    const same = this.#seen.find((seen) => seen.digest === reception.digest && (!seen.accepted || seen.key === key))
    if (same) return same
    const earlier = key === null ? [] : this.#seen.filter((seen) => seen.accepted && seen.key === key)
    // A monitor that was switched off counts from the beginning again: a message made well after every other of its number is a new one.
    return earlier.every(({ sentAt }) => msBetween(sentAt, reception.sentAt) >= COUNTED_AGAIN_MS) ? undefined : earlier[0]
  }

  #store(reception: Reception, place: { chair?: string; session?: string | null; values?: readonly Sample[] }): void {
    const stored = { ...reception, chair: place.chair ?? null, session: place.session ?? null, values: place.values ?? [] }
    this.messages.push(stored)
    this.#seen.push({ id: stored.id, digest: stored.digest, accepted: stored.accepted, key: keyOf(stored), sentAt: stored.sentAt })
  }

  #touch({ receivedAt, sender, from, clockOffMs }: Reception, device: string, bed: string, now?: Heard['now']): void {
    const before = this.heard.get(device) ?? firstHeard(device, receivedAt)
    this.heard.set(device, {
      ...before,
      sender,
      from,
      bed,
      lastAt: receivedAt,
      clockOffMs: clockOffMs ?? before.clockOffMs,
      messages: before.messages + 1,
      now: now ?? before.now,
    })
    this.touched.add(device)
  }
}

const keyOf = ({ sender, controlId }: Pick<Reception, 'sender' | 'controlId'>): string | null => (controlId === null ? null : `${sender}\n${controlId}`)
