import pg from 'pg'
import { connection } from '../db/database.ts'

const CHANNEL = 'waymark_live'
const FIRST_WAIT_MS = 100
const LONGEST_WAIT_MS = 5000

export type LineParts = {
  readonly appUrl: string
  readonly heard: (payload: string) => void
  /** It stands: at first, and again after every break, `again` then being true. */
  readonly stands: (again: boolean) => void
}

/** The one connection of a node for LISTEN and NOTIFY. It comes back by itself, after a little longer each time. */
export class NotifyLine {
  readonly #parts: LineParts
  #client: pg.Client | undefined
  #closed = false
  #stood = false
  #retry: NodeJS.Timeout | undefined
  #wait = FIRST_WAIT_MS

  constructor(parts: LineParts) {
    this.#parts = parts
    void this.#connect()
  }

  /** Whether the server took them. */
  async send(payloads: readonly string[]): Promise<boolean> {
    if (!this.#client) return false
    return this.#client.query('select pg_notify($1, payload) from unnest($2::text[]) payload', [CHANNEL, payloads]).then(
      () => true,
      () => false,
    )
  }

  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#retry)
    await this.#client?.end().catch(() => {})
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({ ...connection(this.#parts.appUrl), application_name: 'waymark live' })
    const { promise: broken, reject: lose } = Promise.withResolvers<never>()
    client.on('error', lose)
    client.on('end', () => lose(new Error('The connection ended')))
    client.on('notification', ({ payload = '' }) => this.#parts.heard(payload))
    // A break in the middle of connecting is told twice, by the event and by the call; one of them is enough.
    broken.catch(() => {})
    try {
      await client.connect()
      // Nothing here is worth a wait for the disk.
      await client.query(`set synchronous_commit = off; listen ${CHANNEL}`)
      if (this.#closed) return await client.end()
      this.#standing(client)
      await broken
    } catch {
      this.#lost(client)
    }
  }

  #standing(client: pg.Client): void {
    this.#client = client
    this.#wait = FIRST_WAIT_MS
    const again = this.#stood
    this.#stood = true
    this.#parts.stands(again)
  }

  #lost(client: pg.Client): void {
    this.#client = undefined
    void client.end().catch(() => {})
    if (this.#closed) return
    this.#retry = setTimeout(() => void this.#connect(), this.#wait)
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT_MS)
  }
}
