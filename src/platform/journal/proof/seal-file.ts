import { closeSync, createReadStream, existsSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readFileSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { writePrivate } from '../../db/secrets.ts'
import { SealBook } from './seal-book.ts'
import { pemOf, publicKeyIn } from './seal-key.ts'

/** A clinic's seals in a folder outside the database: the file of seals, and the public key they are held to. */
export const sealFile = (folder: string, clinic: string): string => join(folder, `${clinic}.jsonl`)
export const keyFile = (folder: string, clinic: string): string => join(folder, `${clinic}.pem`)

/** What the file says, and where its last whole seal ends: a power cut may leave lines behind it. */
export type Read = { readonly book: SealBook; readonly end: number }

export async function readSeals(folder: string, clinic: string): Promise<Read> {
  const file = sealFile(folder, clinic)
  const book = new SealBook(clinic)
  let end = 0
  if (!existsSync(file)) return { book, end }
  for await (const { line, after } of linesIn(file)) {
    const seals = book.seals.length
    book.take(line)
    if (book.seals.length > seals) end = after
  }
  return { book, end }
}

/** Each seal of the file with the lines before it, oldest first. For a file that was read and found right. */
export async function* sealsIn(folder: string, clinic: string): AsyncGenerator<{ readonly number: number; readonly line: string; readonly lines: string[] }> {
  if (!existsSync(sealFile(folder, clinic))) return
  let lines: string[] = []
  let number = 0
  for await (const { line } of linesIn(sealFile(folder, clinic))) {
    if (!line.startsWith('{"seal":')) lines.push(line)
    else {
      number += 1
      yield { number, line, lines }
      lines = []
    }
  }
}

/** Whole lines, each with the place after it; a last line that nobody finished is left out. */
export async function* linesIn(file: string): AsyncGenerator<{ readonly line: string; readonly after: number }> {
  let rest = Buffer.alloc(0)
  let place = 0
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    let from = 0
    for (let to = bytes.indexOf(10, from); to >= 0; to = bytes.indexOf(10, from)) {
      yield { line: bytes.toString('utf8', from, to), after: place + to + 1 }
      from = to + 1
    }
    place += from
    rest = Buffer.from(bytes.subarray(from))
  }
}

/** Behind the last whole seal, and on the disk when this returns. */
export function appendSeals(folder: string, clinic: string, end: number, texts: readonly string[]): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = sealFile(folder, clinic)
  const handle = openSync(file, existsSync(file) ? 'r+' : 'wx', 0o600)
  try {
    if (statSync(file).size > end) ftruncateSync(handle, end)
    let place = end
    for (const text of texts) place += writeSync(handle, Buffer.from(text), 0, null, place)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** The public key that was written down when the clinic was first sealed; null when it was not yet. */
export function pinnedKey(folder: string, clinic: string): string | null {
  const file = keyFile(folder, clinic)
  return existsSync(file) ? publicKeyIn(readFileSync(file, 'utf8')) : null
}

export function pinKey(folder: string, clinic: string, publicKey: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writePrivate(keyFile(folder, clinic), pemOf(publicKey))
}
