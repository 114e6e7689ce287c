import { setTimeout as pause } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { Answer, Entry, Tally } from './entry.ts'

export type Sender = {
  /** Sends until it is known what became of it. */
  send(entry: Entry): Promise<Answer>
  /** Sends a command that was carried out once more: the answer has to be the same one. */
  again(entry: Entry): Promise<void>
}
export type Line = { readonly port: number; readonly cookie: string; readonly tally: Tally; readonly clock: () => number }

/** A request that is not answered by then is given up, and sent again with the same id. */
const PATIENCE_MS = 30_000

export function sender({ port, cookie, tally, clock }: Line): Sender {
  async function once(entry: Entry): Promise<Answer> {
    const began = clock()
    const told = (what: string) => void entry.sent.push(`${began.toFixed(0)}-${clock().toFixed(0)} ms: ${what}`)
    try {
      const answer = await fetch(`http://127.0.0.1:${port}${entry.path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie },
        body: JSON.stringify(entry.body),
        signal: AbortSignal.timeout(PATIENCE_MS),
      })
      const body = (await answer.json()) as { code?: string; facts?: never; seq?: never; message?: string }
      told(`${answer.status} ${body.code ?? ''}`)
      if (answer.status === 200) return { kind: 'done', facts: body.facts ?? [], seq: body.seq ?? 0 }
      if (answer.status === 503) return unavailable(answer, body.message)
      // Nobody is thrown out or locked because a server died.
      if (answer.status >= 500 || answer.status === 401 || answer.status === 423)
        tally.faults.push(`${answer.status} to ${entry.body.type} (client ${entry.client}, entry ${entry.n}): ${JSON.stringify(body)}`)
      if (answer.status >= 500) return { kind: 'unknown' }
      return { kind: 'refused', status: answer.status, code: body.code ?? '' }
    } catch (fault) {
      tally.broken += 1
      told(`${(fault as Error).cause ?? fault}`)
      return { kind: 'unknown' }
    }
  }

  /** "Not now" has to say when, and in words. */
  function unavailable(answer: Response, message: string | undefined): Answer {
    tally.away += 1
    if (!Number(answer.headers.get('retry-after')) || !message) tally.faults.push(`503 without Retry-After or words: ${message}`)
    return { kind: 'unknown' }
  }

  return {
    async send(entry) {
      for (let wait = 20; ; wait = Math.min(250, wait * 2)) {
        entry.answer = await once(entry)
        if (entry.answer.kind !== 'unknown') break
        await pause(wait)
      }
      if (entry.answer.kind === 'done') tally.done += 1
      else tally.refused += 1
      return entry.answer
    },
    async again(entry) {
      const answer = await once(entry)
      if (answer.kind === 'unknown') return
      tally.again += 1
      if (!isDeepStrictEqual(answer, entry.answer))
        tally.differing.push(
          `${entry.body.type} ${entry.body.id} was answered ${JSON.stringify(entry.answer)}, and when it came again ${JSON.stringify(answer)}`,
        )
    },
  }
}
