import { setTimeout as pause } from 'node:timers/promises'
import { streamSSE } from 'hono/streaming'
import { type Instant, instant } from '../../medicine/time.ts'
import { routes } from '../http/http-app.ts'
import { route } from '../http/route.ts'
import type { Live, LiveEvent } from './live.ts'

export type LiveOptions = {
  readonly now?: () => Instant
  readonly heartbeatMs?: number
  readonly longestMs?: number
  /** Aborted when this server is about to close: its screens are sent elsewhere. */
  readonly leaving?: AbortSignal
}

/** The first event goes at once; what follows within a frame of the screen goes together, for each write to each screen costs more than what it says. */
const GATHER_MS = 16

/** So that a whole clinic's screens do not all come back in the same moment. */
const backIn = (): number => 500 + Math.floor(Math.random() * 1500)

/**
 * `GET /live`: what happens in the clinic, as it happens. The connection ends by itself after a while, so that a person
 * who may no longer look does not go on looking; the browser connects again, and the door asks again.
 */
export const liveRoutes = (live: Live, { now = () => instant(Date.now()), heartbeatMs = 15_000, longestMs = 600_000, leaving }: LiveOptions = {}) =>
  routes().openapi(
    route(
      { may: 'board.see', leaves: 'live.followed', through: 'nothing', quiet: true },
      {
        method: 'get',
        path: '/live',
        summary: 'What happens in the clinic, as it happens (server-sent events)',
        responses: {
          200: {
            description:
              'Server-sent events: `hello` {serverTime}; `leaving` {serverTime}: this server closes, connect again; `beat` {serverTime} every 15 seconds; `stream` {kind, id, seq}: a stream has new facts; `monitor` {session, chair, device, values, at, message}',
            content: {
              'text/event-stream': {
                schema: { type: 'string' },
                example: 'event: stream\ndata: {"kind":"session","id":"0195b0a0-0000-7000-8000-000000000001","seq":12}\n\n',
              },
            },
          },
        },
      },
    ),
    (c) => {
      // Proxies would hold the events back to send them together.
      c.header('x-accel-buffering', 'no')
      if (leaving?.aborted) {
        c.header('retry-after', '2')
        return c.json({ code: 'closing', message: 'Waymark is closing. Try again in a moment.' }, 503) as never
      }
      const subscription = live.subscribe(c.var.clinic)
      const leave = () => subscription.end()
      leaving?.addEventListener('abort', leave)
      return streamSSE(c, async (stream) => {
        // An event and not a comment: a browser tells its page nothing of comments, and a page that hears no beat knows it is cut off.
        const beat = setInterval(() => void stream.writeSSE({ event: 'beat', data: JSON.stringify({ serverTime: now() }) }), heartbeatMs)
        const over = setTimeout(() => subscription.end(), longestMs)
        stream.onAbort(() => subscription.end())
        try {
          await stream.writeSSE({ event: 'hello', data: JSON.stringify({ serverTime: now() }), retry: 500 })
          for (let event = await subscription.next(); event; event = await subscription.next()) {
            await stream.write([event, ...subscription.rest()].map(textOf).join(''))
            await pause(GATHER_MS)
          }
          if (leaving?.aborted) await stream.writeSSE({ event: 'leaving', data: JSON.stringify({ serverTime: now() }), retry: backIn() })
        } finally {
          leaving?.removeEventListener('abort', leave)
          clearInterval(beat)
          clearTimeout(over)
          subscription.end()
        }
      }) as never
    },
  )

/** One event is told to many screens; its text is made once. */
const texts = new WeakMap<LiveEvent, string>()
function textOf(event: LiveEvent): string {
  const known = texts.get(event)
  if (known) return known
  const text = `event: ${event.event}\ndata: ${JSON.stringify(event.data)}\n\n`
  texts.set(event, text)
  return text
}
