import pg from 'pg'
import { connection } from '../db/database.ts'
import { grown, type Live, type LiveEvent } from './live.ts'
import { Outbox, open } from './parcel.ts'
import { Subscribers } from './subscribers.ts'

const CHANNEL = 'waymark_live'
const LONGEST_WAIT_MS = 5000

/**
 * The live channel between nodes: LISTEN and NOTIFY on one connection of its own.
 *
 * It tells after the commit and not in it, because a transaction that notifies makes all others that do wait while it
 * reaches the disk. So a node that dies between the two tells nobody; its own screens connect anew and read, and those
 * of other nodes learn of it with the next fact of that stream or the next reading of the page. When the connection
 * breaks, what was to be told waits, and afterwards every screen here catches up: it cannot be known what was missed.
 */
export function openLive({ appUrl }: { readonly appUrl: string }): Live & { readonly ready: Promise<void> } {
  const subscribers = new Subscribers()
  const outbox = new Outbox()
  let client: pg.Client | undefined
  let telling = false
  let closed = false
  let first = true
  let retry: NodeJS.Timeout | undefined
  let wait = 100
  const { promise: ready, resolve: isReady } = Promise.withResolvers<void>()

  async function connect(): Promise<void> {
    const next = new pg.Client({ ...connection(appUrl), application_name: 'waymark live' })
    let lost = false
    const lose = () => {
      if (lost) return
      lost = true
      if (client === next) client = undefined
      void next.end().catch(() => {})
      if (closed) return
      retry = setTimeout(() => void connect(), wait)
      wait = Math.min(wait * 2, LONGEST_WAIT_MS)
    }
    next.on('error', lose)
    next.on('end', lose)
    next.on('notification', ({ payload = '' }) => {
      for (const [clinic, event] of open(payload)) subscribers.tell(clinic, event)
    })
    try {
      await next.connect()
      // Nothing here is worth a wait for the disk.
      await next.query(`set synchronous_commit = off; listen ${CHANNEL}`)
    } catch {
      return lose()
    }
    if (closed) return void next.end().catch(() => {})
    client = next
    wait = 100
    if (!first) subscribers.endAll()
    first = false
    isReady()
    void tell()
  }

  function put(clinic: string, event: LiveEvent): void {
    outbox.put(clinic, event)
    void tell()
  }

  /** One message on its way at a time; what comes meanwhile is packed together. */
  async function tell(): Promise<void> {
    if (telling) return
    telling = true
    while (client && !outbox.empty) {
      const parcels = outbox.take()
      const told = await client.query('select pg_notify($1, parcel) from unnest($2::text[]) parcel', [CHANNEL, parcels]).then(
        () => true,
        () => false,
      )
      if (told) continue
      // The connection broke; the next one sends them.
      for (const parcel of parcels) outbox.putBack(parcel)
      break
    }
    telling = false
  }

  void connect()
  return {
    ready,
    grew(clinic, changes) {
      for (const { stream, facts } of changes) put(clinic, grown(stream, facts))
    },
    publish: (clinic, frame) => put(clinic, { event: 'monitor', data: frame }),
    subscribe: (clinic) => subscribers.subscribe(clinic),
    async close() {
      closed = true
      clearTimeout(retry)
      subscribers.endAll()
      await client?.end().catch(() => {})
    },
  }
}
