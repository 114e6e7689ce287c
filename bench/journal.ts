import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from } from 'pg-copy-streams'
import { instant } from '../src/medicine/time.ts'
import { connection } from '../src/platform/db/database.ts'
import { hashOf, NOTHING_BEFORE, sealedText } from '../src/platform/journal/chain.ts'
import type { Placed } from '../src/platform/journal/journal.ts'
import { uuid7 } from '../src/platform/journal/uuid7.ts'
import { calm } from './clinic.ts'

const by = { kind: 'staff', id: '0195b0a0-0000-7000-8000-000000000001', name: 'Bench Nurse', roles: ['nurse'] } as const

export type Made = { readonly events: number; readonly streams: number; readonly bytes: number }

/** A journal of many sessions, written as the journal writes it, but in bulk: each event by a command of its own. */
export async function fillJournal(ownerUrl: string, clinic: string, streams: number, eventsEach: number): Promise<Made> {
  const client = new pg.Client({ ...connection(ownerUrl), pipeline: false })
  await client.connect()
  const journal: string[] = []
  const heads: string[] = []
  const done: string[] = []
  let bytes = 0
  const began = Date.now() - 90 * 86_400_000
  const flush = async () => {
    const into = async (table: string, lines: string[]) => {
      await pipeline(Readable.from([lines.join('')]), client.query(from(`copy ${table} from stdin`)))
      lines.length = 0
    }
    await into('journal (clinic, stream_kind, stream_id, seq, id, type, version, data, at, recorded_at, "by", via, hash)', journal)
    await into('stream_head', heads)
    await into('command_done', done)
  }
  for (let s = 0; s < streams; s += 1) {
    const stream = { kind: 'session', id: uuid7(began + s * 60_000) } as const
    let before: Buffer = NOTHING_BEFORE
    for (let seq = 1; seq <= eventsEach; seq += 1) {
      const at = instant(began + s * 60_000 + seq * 10_000)
      const id = uuid7(began + s * 60_000 + seq * 10_000)
      const data = {
        values: { ...calm, 'heart-rate': 60 + (seq % 40), temperature: 36.5 + (seq % 10) / 10 },
        from: {},
        note: seq % 5 === 0 ? 'Says she is “floating”, smiles' : undefined,
      }
      const event: Placed = {
        clinic,
        stream,
        seq,
        id,
        type: 'readings-recorded',
        version: 1,
        data,
        at,
        recordedAt: at,
        by,
        via: { device: 'tablet-3', request: id },
      }
      const text = sealedText(event)
      const hash = hashOf(before, text)
      bytes += Buffer.byteLength(text)
      const hex = `\\\\x${hash.toString('hex')}`
      const columns = [clinic, stream.kind, stream.id, seq, id, event.type, 1, JSON.stringify(data), at, at, JSON.stringify(by), JSON.stringify(event.via)]
      journal.push(`${columns.join('\t')}\t${hex}\n`)
      const digest = `\\\\x${createHash('sha256').update(id).digest('hex')}`
      done.push(`${[clinic, id, digest, stream.kind, stream.id, seq, seq, hex].join('\t')}\n`)
      if (seq === eventsEach) heads.push(`${[clinic, stream.kind, stream.id, seq, hex].join('\t')}\n`)
      before = hash
    }
    if (journal.length > 20_000) await flush()
  }
  await flush()
  await client.query('vacuum (analyze) journal, stream_head, command_done')
  await client.end()
  return { events: streams * eventsEach, streams, bytes }
}
