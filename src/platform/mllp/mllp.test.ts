import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { dial } from './client.ts'
import { Deframer, framed } from './deframe.ts'
import { inMemory } from './memory.ts'
import type { Listener, Receiver, Trouble } from './mllp.ts'
import { Pace } from './pace.ts'
import { listen, type Options } from './tcp.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const text = (found: Uint8Array): string => new TextDecoder().decode(found)
const frame = (words: string): Uint8Array => framed(bytes(words))

const troubles: Trouble[] = []
const echo: Receiver = {
  message: async (message) => bytes(`ok ${text(message)}`),
  tooLong: async () => bytes('too long'),
  trouble: (trouble) => troubles.push(trouble),
}
let open: Listener | undefined
afterEach(async () => {
  await open?.close()
  troubles.length = 0
})
const started = async (receiver: Partial<Receiver> = {}, options: Partial<Options> = {}): Promise<number> => {
  open = await listen({ ...echo, ...receiver }, { port: 0, ...options })
  return open.port
}

/** Writes these pieces with a breath between them, closes its side, and gives what came back. */
async function talk(port: number, ...pieces: readonly Uint8Array[]): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  const closed = once(socket, 'close').catch(() => once(socket, 'close'))
  let answers = ''
  socket.on('data', (chunk) => {
    answers += chunk.toString()
  })
  for (const piece of pieces) {
    socket.write(piece)
    await pause(5)
  }
  socket.end()
  await closed
  return answers
}

test('two frames in one write get two answers in order; one frame in many writes gets one', async () => {
  const port = await started()
  expect(await talk(port, Buffer.concat([frame('a'), frame('b')]))).toBe(text(Buffer.concat([frame('ok a'), frame('ok b')])))
  expect(await talk(port, ...Array.from(frame('cde'), (byte) => Uint8Array.of(byte)))).toBe(text(frame('ok cde')))
})

test('a slow answer is not overtaken by a quick one', async () => {
  const port = await started({ message: (message) => pause(text(message) === 'slow' ? 40 : 0, message) })
  expect(await talk(port, Buffer.concat([frame('slow'), frame('quick')]))).toBe(text(Buffer.concat([frame('slow'), frame('quick')])))
})

test('noise before, between and after is skipped, and told once with how much it was', async () => {
  const port = await started()
  expect(await talk(port, bytes('GET / HTTP/1.1\r\n'), frame('a'), bytes('\r\nxx'), frame('b'))).toBe(text(Buffer.concat([frame('ok a'), frame('ok b')])))
  expect(troubles.map(({ kind }) => kind)).toEqual(['noise'])
  expect(text(troubles[0]?.bytes ?? bytes(''))).toContain('GET /')
})

test('half a message is told and answered by nobody, whether the line breaks or it begins again', async () => {
  const port = await started()
  expect(await talk(port, bytes('\x0bMSH|half'), frame('whole'))).toBe(text(frame('ok whole')))
  expect(await talk(port, bytes('\x0bMSH|broken'))).toBe('')
  expect(troubles.map(({ kind, bytes: held }) => `${kind} ${text(held)}`)).toEqual(['half MSH|half', 'half MSH|broken'])
})

test('a frame beyond the limit is answered, and the next one is heard', async () => {
  const port = await started({}, { messageBytes: 100 })
  expect(await talk(port, frame('x'.repeat(100_000)), frame('b'))).toBe(text(Buffer.concat([frame('too long'), frame('ok b')])))
  expect(troubles[0]).toMatchObject({ kind: 'too-long', length: 100_000 })
})

test('more connections than the limit are closed at once, and a free place is taken again', async () => {
  const port = await started({}, { connections: 1 })
  const first = await dial(port)
  await first.send(bytes('hello'))
  expect(await talk(port, frame('second'))).toBe('')
  first.close()
  await pause(30)
  expect(await talk(port, frame('third'))).toBe(text(frame('ok third')))
})

test('a connection on which nothing comes is closed', async () => {
  const port = await started({}, { idleMs: 40 })
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'close')
})

test('a flood is slowed to the rate and loses nothing', async () => {
  const port = await started({}, { perSecond: 400, burst: 20, inFlight: 4 })
  const began = performance.now()
  const answers = await talk(port, Buffer.concat(Array.from({ length: 120 }, (_, n) => frame(`m${n}`))))
  expect(answers.split('\x1c').length - 1).toBe(120)
  expect(performance.now() - began).toBeGreaterThan(200)
})

test('a fault in the handler leaves that message without an answer and the connection alive', async () => {
  const port = await started({ message: async (message) => (text(message) === 'bad' ? Promise.reject(new Error('no')) : message) })
  expect(await talk(port, frame('bad'), frame('good'))).toBe(text(frame('good')))
})

test('a taken port is an error to whoever starts', async () => {
  const port = await started()
  await expect(listen(echo, { port })).rejects.toThrow('EADDRINUSE')
})

test('our own sender gets each message its answer, and an error when nobody answers', async () => {
  const port = await started({ message: async (message) => (text(message) === 'mute' ? null : message) })
  const client = await dial(port, '127.0.0.1', 200)
  expect((await Promise.all(['a', 'b', 'c'].map((word) => client.send(bytes(word))))).map(text)).toEqual(['a', 'b', 'c'])
  await expect(client.send(bytes('mute'))).rejects.toThrow('No answer')
})

test('however the network cuts it, the same frames come out', () => {
  const words = fc.array(fc.string({ unit: fc.constantFrom('M', 'S', 'H', '|', '\r') }), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(words, fc.array(fc.nat(40), { maxLength: 20 }), (sent, cuts) => {
      const deframer = new Deframer(1000)
      let rest: Uint8Array = Buffer.concat(sent.map(frame))
      const found: string[] = []
      for (const cut of [...cuts, rest.length]) {
        found.push(...deframer.push(rest.subarray(0, cut)).map(({ bytes: held }) => text(held)))
        rest = rest.subarray(cut)
      }
      expect(found).toEqual(sent)
      expect(deframer.noise).toBe(0)
    }),
  )
})

test('the pace lets a burst through and then one by one', () => {
  const pace = new Pace(10, 2, 0)
  expect([0, 0, 0, 0, 1000].map((now) => pace.take(now))).toEqual([0, 0, 100, 200, 0])
})

test('the twin in memory answers as the listener does', async () => {
  const twin = inMemory(echo)
  expect((await twin.send(bytes('noise\x0bM'), bytes('SH\x1c\r'), frame('b'))).map(text)).toEqual([text(frame('ok MSH')), text(frame('ok b'))])
})

test('a sender who drips a message byte by byte is let go, and half of it is told; one that waits between messages stays', async () => {
  const port = await started({}, { frameMs: 150 })
  const quiet = await dial(port)
  const slow = connect(port, '127.0.0.1')
  slow.on('error', () => {})
  slow.write(bytes('\x0bMSH|'))
  const drips = setInterval(() => slow.writable && slow.write('x'), 20)
  await new Promise((closed) => slow.once('close', closed))
  clearInterval(drips)
  await vi.waitFor(() => expect(troubles.map(({ kind }) => kind)).toContain('half'))
  expect(text(await quiet.send(bytes('still here')))).toBe('ok still here')
  quiet.close()
})

test('when the port is closed, what has been read is still answered', async () => {
  const { promise: slowly, resolve: answer } = Promise.withResolvers<void>()
  const { promise: here, resolve: came } = Promise.withResolvers<void>()
  const port = await started({
    message: async (message) => {
      came()
      await slowly
      return bytes(`ok ${text(message)}`)
    },
  })
  const client = await dial(port)
  const answered = client.send(bytes('a'))
  await here
  const closing = open?.close()
  answer()
  expect(text(await answered)).toBe('ok a')
  await closing
})
