import type { Instant } from '../../../medicine/time.ts'
import type { Tx } from '../../db/database.ts'
import { commandsHash, NO_COMMANDS } from './check.ts'
import { keptDocuments } from './kept.ts'
import { inOrder, keyOf, markOf, type Sealed, type SealedStream } from './seal-text.ts'
import { sealableUntil, trailDays } from './trail.ts'

/** What was sealed is not there any more. A seal says that what the one before said still holds; so none is made. */
export class Broken extends Error {
  override readonly name = 'Broken'
}

type Head = { readonly kind: string; readonly id: string; readonly seq: number; readonly hash: string }
type State = ReadonlyMap<string, Sealed>

/** Everything of a clinic that changed since `state`, in the order of a seal's lines. Reads one snapshot; throws `Broken`. */
export async function growthSince(tx: Tx, clinic: string, state: State, now: Instant): Promise<Sealed[]> {
  const changes = [...(await streams(tx, clinic, state)), ...(await documents(tx, clinic, state)), ...(await days(tx, clinic, state, now))]
  return changes.sort(inOrder)
}

const PAGE = 5000
/** Events looked at in one query. */
const BATCH = 10_000

async function streams(tx: Tx, clinic: string, state: State): Promise<SealedStream[]> {
  const grown: SealedStream[] = []
  const gone = new Set([...state].filter(([, { of }]) => of === 'stream').map(([key]) => key))
  let batch: Head[] = []
  let size = 0
  const look = async () => {
    grown.push(...(await grow(tx, clinic, batch, state)))
    batch = []
    size = 0
  }
  await tx.connection.query(
    `declare heads no scroll cursor for select stream_kind as kind, stream_id as id, seq, encode(hash, 'hex') as hash from stream_head where clinic = '${clinic}' order by 1, 2`,
  )
  for (;;) {
    const { rows } = await tx.connection.query<Head>(`fetch ${PAGE} from heads`)
    for (const head of rows) {
      const key = keyOf({ of: 'stream', ...head })
      gone.delete(key)
      const before = state.get(key) as SealedStream | undefined
      if (before?.seq === head.seq && before.hash === head.hash) continue
      batch.push(head)
      size += head.seq - (before?.seq ?? 0)
      if (size >= BATCH) await look()
    }
    if (rows.length < PAGE) break
  }
  await look()
  const [lost] = gone
  if (lost !== undefined) throw new Broken(`The stream ${lost.split('\n').slice(1).join(' ')} was sealed and is not there any more.`)
  return grown
}

type Row = { n: number; seq: number; hash: Buffer; id: string; digest: Buffer | null; first_seq: number; last_seq: number; command_hash: Buffer }

const ROWS = `
  select w.n::int as n, j.seq, j.hash, j.id, c.digest, c.first_seq, c.last_seq, c.hash as command_hash
  from unnest($2::text[], $3::text[], $4::int[]) with ordinality w(kind, id, after, n)
  join journal j on j.clinic = $1 and j.stream_kind = w.kind and j.stream_id = w.id and j.seq >= w.after
  left join command_done c on c.clinic = $1 and c.id = j.id
  order by w.n, j.seq`

async function grow(tx: Tx, clinic: string, heads: readonly Head[], state: State): Promise<SealedStream[]> {
  if (heads.length === 0) return []
  const before = heads.map((head) => state.get(keyOf({ of: 'stream', ...head })) as SealedStream | undefined)
  const values = [clinic, heads.map(({ kind }) => kind), heads.map(({ id }) => id), before.map((sealed) => sealed?.seq ?? 1)]
  const { rows } = await tx.connection.query<Row>({ name: 'seal-rows', text: ROWS, values })
  const of = Map.groupBy(rows, ({ n }) => n)
  return heads.map((head, i) => grown(head, before[i], of.get(i + 1) ?? []))
}

function grown(head: Head, before: SealedStream | undefined, rows: readonly Row[]): SealedStream {
  const broken = (what: string) => new Broken(`The stream ${head.kind} ${head.id} ${what} Run: npx waymark verify`)
  if (before && rows[0]?.hash.toString('hex') !== before.hash)
    throw broken(`was sealed with ${before.seq} events, and its event number ${before.seq} is not the one that was sealed.`)
  const news = before ? rows.slice(1) : rows
  const last = news.at(-1)
  if (last?.seq !== head.seq || last.hash.toString('hex') !== head.hash || news.length !== head.seq - (before?.seq ?? 0)) throw broken('is not whole.')
  let commands = before?.commands ?? NO_COMMANDS
  for (const { id, digest, first_seq, last_seq, command_hash } of news) {
    if (digest) commands = commandsHash(commands, id, digest.toString('hex'), first_seq, last_seq, command_hash.toString('hex'))
  }
  return { of: 'stream', kind: head.kind, id: head.id, seq: head.seq, hash: head.hash, commands, marks: news.map(({ hash }) => markOf(hash)).join('') }
}

async function documents(tx: Tx, clinic: string, state: State): Promise<Sealed[]> {
  const gone = new Set([...state].filter(([, { of }]) => of === 'document').map(([key]) => key))
  const news: Sealed[] = []
  for (const { kind, id, sha256 } of await keptDocuments(tx, clinic)) {
    const key = keyOf({ of: 'document', kind, id })
    gone.delete(key)
    const before = state.get(key)
    if (!before) news.push({ of: 'document', kind, id, sha256 })
    else if (before.of === 'document' && before.sha256 !== sha256)
      throw new Broken(`The document ${kind} ${id} is not the one that was sealed. Run: npx waymark verify`)
  }
  const [lost] = gone
  if (lost !== undefined) throw new Broken(`The document ${lost.split('\n').slice(1).join(' ')} was sealed and is not there any more.`)
  return news
}

/** Each day once, when it is over. */
async function days(tx: Tx, clinic: string, state: State, now: Instant): Promise<Sealed[]> {
  const last = [...state.values()].filter(({ of }) => of === 'trail').reduce((latest, { id }) => (id > latest ? id : latest), '')
  const news: Sealed[] = []
  for await (const day of trailDays(tx, clinic, last === '' ? '0001-01-01' : last, sealableUntil(now))) if (day.id > last) news.push(day)
  return news
}
