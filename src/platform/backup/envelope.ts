import { createReadStream } from 'node:fs'
import { pipeline, Readable } from 'node:stream'
import { createGunzip, createGzip } from 'node:zlib'
import { Decrypter, Encrypter } from 'age-encryption'
import { NeedsHelp } from '../db/needs-help.ts'

/** What guessing one passphrase costs: 2^18, the `age` tool's own, about a second. */
const WORK = 18

/** Packs and encrypts on the way: the clear text never touches a disk. Format of `age` with a passphrase (scrypt), gzip inside. */
export async function* closed(content: AsyncIterable<Uint8Array>, passphrase: string, work = WORK): AsyncGenerator<Uint8Array> {
  const encrypter = new Encrypter()
  encrypter.setScryptWorkFactor(work)
  encrypter.setPassphrase(passphrase)
  // Level 4: close to the default in size, twice as fast.
  const zipped = pipeline(Readable.from(content, { objectMode: false }), createGzip({ level: 4 }), () => {})
  yield* (await encrypter.encrypt(webStream(zipped))) as AsyncIterable<Uint8Array> & ReadableStream<Uint8Array>
}

/** The content of a closed file. Every fault of the envelope is told in words; nothing that fails its check is given out. */
export async function* opened(file: string, passphrase: string): AsyncGenerator<Uint8Array> {
  let read = 0
  let whole = false
  const source = createReadStream(file, { highWaterMark: 256 * 1024 })
  source.on('data', (chunk) => {
    read += chunk.length
  })
  source.once('end', () => {
    whole = true
  })
  const decrypter = new Decrypter()
  decrypter.addPassphrase(passphrase)
  try {
    const clear = await decrypter.decrypt(webStream(source)).catch((fault: Error) => {
      throw atTheDoor(fault, file)
    })
    yield* pipeline(Readable.fromWeb(clear as never), createGunzip(), () => {}) as AsyncIterable<Uint8Array>
  } catch (fault) {
    throw explain(fault as Error, file, read, whole)
  } finally {
    source.destroy()
  }
}

/** Few chunks wait between the two kinds of stream: memory stays flat. */
const webStream = (source: Readable) => Readable.toWeb(source, { strategy: { highWaterMark: 4 } }) as ReadableStream<Uint8Array>

function atTheDoor({ message }: Error, file: string): Error {
  if (/no identity matched/.test(message)) return new NeedsHelp(`The passphrase does not open ${file}. (Or the file's first lines were altered.)`)
  if (/ENOENT|EACCES|EISDIR/.test(message)) return new NeedsHelp(`${file} cannot be read: ${message}`)
  if (/HMAC/.test(message)) return new NeedsHelp(`${file} was altered: its first lines are not as they were written.`)
  return new NeedsHelp(`${file} is no backup of Waymark, or its beginning was altered or cut off (${message}).`)
}

function explain(fault: NodeJS.ErrnoException, file: string, read: number, whole: boolean): Error {
  if (fault instanceof NeedsHelp || !/tag|chunk|ciphertext|incorrect|unexpected end|invalid|Z_/i.test(`${fault.message} ${fault.code}`)) return fault
  const where = whole ? 'Its end is missing or was altered' : `It was altered, before byte ${read}`
  return new NeedsHelp(`${file} is damaged: ${where}. Nothing of it was taken. Use another backup.`)
}
