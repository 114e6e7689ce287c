import type { Opened } from '../room/opened.view.ts'
import type { Session } from '../session.ts'
import { keep } from './device.tsx'
import type { Owner } from './keep.ts'

/** What this device saw last of a session, and the half-typed words in it: for a reload without the server. */
const SETTLE_MS = 1000
const sessionKey = (id: string) => `session ${id}`
const draftsKey = (id: string) => `drafts ${id}`

/** The newest call counts, at the latest after `ms`, and at once when the page goes out of sight. */
function lazily(work: () => void, ms: number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const now = () => {
    clearTimeout(timer)
    timer = undefined
    work()
  }
  window.addEventListener('pagehide', () => timer && now())
  return () => {
    timer ??= setTimeout(now, ms)
  }
}

export async function seenSession(owner: Owner, id: string): Promise<Opened | null> {
  return ((await keep.seen(owner, sessionKey(id)).catch(() => null)) as Opened | null | undefined) ?? null
}

/** Takes every newer state of the session; what cannot be written is left to the next one. */
export function sessionKeeper(owner: Owner, id: string, opened: Opened): (confirmed: Session) => void {
  let latest: Session | null = null
  let written = -1
  const write = lazily(() => {
    if (!latest || latest.status === 'none' || latest.seq === written) return
    written = latest.seq
    const facts = latest.entries.map(({ fact }) => fact)
    void keep.putSeen(owner, sessionKey(id), { ...opened, facts, seq: latest.seq } satisfies Opened).catch(() => {})
  }, SETTLE_MS)
  return (confirmed) => {
    latest = confirmed
    write()
  }
}

/** Half-typed forms by their name, each change put down on the device a moment later. */
export class Drafts extends Map<string, unknown> {
  onChange: () => void = () => {}
  override set(key: string, value: unknown): this {
    super.set(key, value)
    this.onChange?.()
    return this
  }
  override delete(key: string): boolean {
    const had = super.delete(key)
    this.onChange?.()
    return had
  }
}

const TYPED_MS = 250
export async function draftsOf(owner: Owner, id: string): Promise<Drafts> {
  const kept = (await keep.seen(owner, draftsKey(id)).catch(() => null)) as Readonly<Record<string, unknown>> | null | undefined
  const drafts = new Drafts(Object.entries(kept ?? {}))
  drafts.onChange = lazily(() => void keep.putSeen(owner, draftsKey(id), Object.fromEntries(drafts)).catch(() => {}), TYPED_MS)
  return drafts
}
