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
  let running: (Wish & { readonly id: number }) | null = null
  let waiting: Wish | null = null
  let current: Wish | null = null
  let count = 0

  const tell = (wish: Wish | null, outcome: Outcome) => {
    if (wish && wish === current) wish.tell(outcome)
  }
  const broke = (event?: { preventDefault(): void }) => {
    event?.preventDefault()
    const wish = waiting ?? current
    helper?.terminate()
    helper = running = waiting = null
    tell(wish, { kind: 'failed', message: FAILED })
  }
  const come = ({ data }: { readonly data: Told }) => {
    if (!running || data.id !== running.id) return
    running = null
    const answer = heard(data)
    const asked = current
    if (waiting) send(waiting)
    else if (answer) tell(asked, { kind: 'answered', answer })
    else broke()
  }
  const send = (wish: Wish) => {
    waiting = null
    try {
      helper ??= Object.assign(start(), { onmessage: come, onerror: broke })
      count += 1
      running = { ...wish, id: count }
      helper.postMessage({ id: count, request: wish.request })
    } catch {
      broke()
    }
  }
  return {
    ask(request: BandsRequest, tellThem: (outcome: Outcome) => void): void {
      current = { request, tell: tellThem }
      if (running) waiting = current
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
