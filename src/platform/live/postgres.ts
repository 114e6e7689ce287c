import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { grown, type Live, type LiveEvent } from './live.ts'
import { NotifyLine } from './notify-line.ts'
import { Outbox, open } from './parcel.ts'
import { Subscribers } from './subscribers.ts'

/** How long word to the other nodes waits for more: shorter than anybody sees. */
const GATHER_MS = 10

/**
 * The live channel: to the screens of this node at once, to those of the others over PostgreSQL's LISTEN and NOTIFY.
 *
 * It tells after the commit and not in it, because a transaction that notifies makes all others that do wait while it
 * reaches the disk. So a node that dies between the two tells nobody; its own screens connect anew and read, and those
 * of other nodes learn of it with the next fact of that stream or the next reading of the page. When the connection
 * breaks, what was to be told waits, and afterwards every screen here catches up: it cannot be known what was missed.
 */
export function openLive({ appUrl }: { readonly appUrl: string }): Live & { readonly ready: Promise<void> } {
  const subscribers = new Subscribers()
  const node = randomUUID()
  const outbox = new Outbox(node)
  const { promise: ready, resolve: isReady } = Promise.withResolvers<void>()
  const line = new NotifyLine({
    appUrl,
    heard(payload) {
      const { node: from, entries } = open(payload)
      if (from !== node) for (const [clinic, event] of entries) subscribers.tell(clinic, event)
    },
    stands(again) {
      if (again) subscribers.endAll()
      isReady()
      void tell()
    },
  })

  /** One message on its way at a time; what comes meanwhile, or close together, is packed into one. */
  let telling = false
  async function tell(): Promise<void> {
    if (telling) return
    telling = true
    for (let sent = true; sent && !outbox.empty; ) {
      await pause(GATHER_MS)
      const parcels = outbox.take()
      sent = await line.send(parcels)
      // The next connection sends them.
      if (!sent) for (const parcel of parcels) outbox.putBack(parcel)
    }
    telling = false
  }

  function put(clinic: string, event: LiveEvent): void {
    outbox.put(clinic, event)
    subscribers.tell(clinic, event)
    void tell()
  }

  return {
    ready,
    grew(clinic, changes) {
      for (const { stream, facts } of changes) put(clinic, grown(stream, facts))
    },
    publish: (clinic, frame) => put(clinic, { event: 'monitor', data: frame }),
    subscribe: (clinic) => subscribers.subscribe(clinic),
    screens: () => subscribers.count,
    async close() {
      subscribers.endAll()
      await line.close()
    },
  }
}
