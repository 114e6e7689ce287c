import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Instant } from '../../../medicine/time.ts'
import { writePrivate } from '../../db/secrets.ts'
import { linesIn } from './seal-file.ts'

/** A stream as it was when it was verified: its head, and the database's keyed fingerprint of its rows. */
export type MarkedStream = { readonly seq: number; readonly hash: string; readonly print: string }

/**
 * What a verification has found whole, kept outside the database, so that the next one looks only at what has changed.
 * The fingerprints hang on `seed`, which nobody who knows only the database knows.
 */
export type Mark = {
  readonly at: Instant
  readonly seed: string
  /** The seals that were held against it: how many, and the hash of the last. */
  readonly seals: number
  readonly last: string | null
  readonly streams: ReadonlyMap<string, MarkedStream>
}

const FORMAT = 'waymark-verified/1'
const markFile = (folder: string, clinic: string): string => join(folder, `${clinic}.verified`)

export const newSeed = (): string => randomBytes(8).readBigInt64BE().toString()

/** Null where there is none, or one that cannot be read: then everything is verified anew. */
export async function readMark(folder: string, clinic: string): Promise<Mark | null> {
  const file = markFile(folder, clinic)
  if (!existsSync(file)) return null
  const streams = new Map<string, MarkedStream>()
  let head: (Omit<Mark, 'streams'> & { format: string; count: number }) | null = null
  try {
    for await (const { line } of linesIn(file)) {
      if (head === null) head = JSON.parse(line)
      else {
        const [key, seq, hash, print] = JSON.parse(line) as [string, number, string, string]
        streams.set(key, { seq, hash, print })
      }
    }
  } catch {
    return null
  }
  if (head?.format !== FORMAT || head.count !== streams.size || !/^-?\d+$/.test(head.seed)) return null
  return { at: head.at, seed: head.seed, seals: head.seals, last: head.last, streams }
}

export function writeMark(folder: string, clinic: string, { streams, ...head }: Mark): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const lines = [...streams].map(([key, { seq, hash, print }]) => JSON.stringify([key, seq, hash, print]))
  writePrivate(markFile(folder, clinic), `${JSON.stringify({ format: FORMAT, ...head, count: streams.size })}\n${lines.join('\n')}\n`)
}

export const dropMark = (folder: string, clinic: string): void => rmSync(markFile(folder, clinic), { force: true })
