import type { BandsRequest } from '../../medicine/pk/pk.ts'
import { type Asked, type BandsAnswer, heard, type Told } from './bands.messages.ts'

/** As much of a worker as is needed, so that a test can stand in for one. */
export type Helper = {
  postMessage(asked: Asked): void
  terminate(): void
  onmessage: ((event: { readonly data: Told }) => void) | null
  onerror: ((event: { preventDefault(): void }) => void) | null
}

export type Outcome = { readonly kind: 'answered'; readonly answer: BandsAnswer } | { readonly kind: 'failed'; readonly message: string }
type Wish = { readonly request: BandsRequest; readonly tell: (outcome: Outcome) => void }

const FAILED = 'The spread between people could not be worked out on this device. The curve itself is not touched by that.'

/**
 * Asks a worker for bands; the latest wish wins. At most one request is being worked on and one waits; a newer one takes
 * the place of the one that waits, and the answer to one that was given up reaches nobody.
 *
 * Errors: never throws and never rejects: a worker that cannot start or breaks is told as `failed`; the next wish starts another.
 */
export function bandsDesk(start: () => Helper) {
  let helper: Helper | null = null
  let running: number | null = null
  let waiting: Wish | null = null
  /** Who is told. Where one is being worked on and a newer one waits, it is the newer. */
  let current: Wish | null = null
  let count = 0

  const broke = (event?: { preventDefault(): void }) => {
    event?.preventDefault()
    helper?.terminate()
    helper = running = waiting = null
    current?.tell({ kind: 'failed', message: FAILED })
  }
  const come = ({ data }: { readonly data: Told }) => {
    if (data.id !== running) return
    running = null
    const answer = heard(data)
    if (waiting) send(waiting)
    else if (answer) current?.tell({ kind: 'answered', answer })
    else broke()
  }
  const send = (wish: Wish) => {
    waiting = null
    try {
      helper ??= Object.assign(start(), { onmessage: come, onerror: broke })
      count += 1
      running = count
      helper.postMessage({ id: count, request: wish.request })
    } catch {
      broke()
    }
  }
  return {
    ask(request: BandsRequest, tellThem: (outcome: Outcome) => void): void {
      current = { request, tell: tellThem }
      if (running !== null) waiting = current
      else send(current)
    },
    /** Nobody wants an answer any more. */
    cancel(): void {
      current = waiting = null
    },
    close(): void {
      current = waiting = running = null
      helper?.terminate()
      helper = null
    },
  }
}
