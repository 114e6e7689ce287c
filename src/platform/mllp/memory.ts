import { Deframer, framed } from './deframe.ts'
import type { Receiver } from './mllp.ts'

/** The listener's twin without a network: bytes in as they would come, answers out as frames. */
export function inMemory(receiver: Receiver, messageBytes = 1024 * 1024) {
  const deframer = new Deframer(messageBytes)
  const peer = { address: 'memory', port: 0 }
  return {
    async send(...chunks: readonly Uint8Array[]): Promise<Uint8Array[]> {
      const answers: Uint8Array[] = []
      for (const found of chunks.flatMap((chunk) => deframer.push(chunk))) {
        if (found.kind === 'half') receiver.trouble({ kind: 'half', bytes: found.bytes, length: found.bytes.length, peer })
        else {
          const answer = await (found.kind === 'frame' ? receiver.message : receiver.tooLong)(found.bytes, peer)
          if (answer) answers.push(framed(answer))
        }
      }
      return answers
    },
  }
}
