import type { StreamRef } from '../../medicine/record.ts'
import type { Instant } from '../../medicine/time.ts'
import type { Database, Tx } from '../db/database.ts'
import { type StreamCache, streamKey } from './cache.ts'
import { type Asked, type Known, recorded } from './draft.ts'
import { append, factsOf, type Head, look, takePen } from './pen.ts'
import { type Projection, project, together } from './projection.ts'
import { asToday, type JournalRow } from './rows.ts'
import { fillSheet, type Sheet } from './sheet.ts'
import type { Upcasters } from './upcast.ts'

/** What a node's journal stands on. */
export type Ground = {
  readonly database: Database
  readonly projections: readonly Projection[]
  readonly upcasters: Upcasters
  readonly cache: StreamCache
  readonly now: () => Instant
}

/**
 * One transaction: take the pen, and only then the batch, so that whoever came while another one wrote is in it; see where
 * the streams stand, decide, append, project. Its commit answers the whole batch.
 */
export async function writeBatch(ground: Ground, clinic: string, take: () => Promise<readonly Asked[]>): Promise<Sheet> {
  const { database, cache } = ground
  const { sheet, loaded } = await database.as(clinic, async (tx) => {
    await takePen(tx, clinic)
    const batch = await take()
    const models = new Map(batch.map(({ command, model }) => [streamKey(command.stream), { stream: command.stream, model }]))
    const streams = [...models.values()].map(({ stream }) => stream)
    const { heads, done } = await look(tx, clinic, streams, [...new Set(batch.map(({ command }) => command.id))])
    const { known, loaded } = await catchUp(ground, tx, clinic, models, heads)
    const sheet = fillSheet(batch, known, done, ground.now(), ground.upcasters)
    await keep(ground, tx, clinic, sheet)
    await answerRepeats(ground, tx, clinic, sheet)
    return { sheet, loaded }
  })
  for (const { stream, known } of loaded) cache.set(clinic, stream, known)
  for (const { stream, after } of sheet.changes) cache.set(clinic, stream, after)
  return sheet
}

async function keep({ projections }: Ground, tx: Tx, clinic: string, { written, done, changes }: Sheet): Promise<void> {
  if (done.length === 0) return
  const heads = changes.map(({ stream, after }) => ({ kind: stream.kind, id: stream.id, seq: after.seq, hash: after.hash }))
  await together([append(tx, clinic, written, heads, done), ...project(projections, tx, clinic, changes)])
}

/** The states of streams for somebody who only looks. */
export async function readStates(ground: Ground, clinic: string, streams: readonly StreamRef[], model: Asked['model']): Promise<Map<string, unknown>> {
  const models = new Map(streams.map((stream) => [streamKey(stream), { stream, model }]))
  const { known, loaded } = await ground.database.as(clinic, async (tx) => {
    const { heads } = await look(tx, clinic, streams, [])
    return catchUp(ground, tx, clinic, models, heads)
  })
  for (const { stream, known } of loaded) ground.cache.set(clinic, stream, known)
  const found = new Map<string, unknown>()
  for (const stream of streams) {
    const place = known.get(streamKey(stream))
    if (place) found.set(stream.id, place.state)
  }
  return found
}

type Modelled = { readonly stream: StreamRef; readonly model: Asked['model'] }
type Loaded = { readonly stream: StreamRef; readonly known: Known }

/** The state of each stream at its head: from the cache when its place fits, else with the facts it has not seen. */
async function catchUp({ cache, upcasters }: Ground, tx: Tx, clinic: string, models: ReadonlyMap<string, Modelled>, heads: readonly Head[]) {
  const known = new Map<string, Known>()
  const behind: { head: Head; model: Asked['model']; from: Known | undefined }[] = []
  const headOf = new Map(heads.map((head) => [streamKey(head), head]))
  for (const [key, { stream, model }] of models) {
    const cached = cache.get(clinic, stream)
    const head = headOf.get(key)
    if (!head) continue
    if (cached && cached.seq === head.seq && cached.hash.equals(head.hash)) known.set(key, cached)
    else behind.push({ head, model, from: cached && cached.seq < head.seq ? cached : undefined })
  }
  const loaded: Loaded[] = []
  if (behind.length === 0) return { known, loaded }

  // No further than the head: who reads without the pen may find facts behind it by now.
  const wanted = behind.map(({ head, from }) => ({ stream: head, after: from?.seq ?? 0, until: head.seq }))
  const facts = Map.groupBy(await factsOf(tx, clinic, wanted), (row) => streamKey({ kind: row.stream_kind, id: row.stream_id }))
  for (const { head, model, from } of behind) {
    const news = (facts.get(streamKey(head)) ?? []).map((row) => recorded(asToday(row, upcasters)))
    const state = from ? news.reduce((older, fact) => model.evolve(older, fact), from.state) : model.fold(news)
    // The head leads the chain even where facts are missing: charting goes on, and `verify` names the gap.
    const now = { state, seq: head.seq, hash: head.hash }
    known.set(streamKey(head), now)
    loaded.push({ stream: { kind: head.kind, id: head.id }, known: now })
  }
  return { known, loaded }
}

/** A command that was done before is answered with the facts it made then. */
async function answerRepeats({ upcasters }: Ground, tx: Tx, clinic: string, { repeats, answers }: Sheet): Promise<void> {
  if (repeats.length === 0) return
  const commands = new Map(repeats.map(({ done }) => [done.id, { stream: done.stream, after: done.first - 1, until: done.last }]))
  const rows = await factsOf(tx, clinic, [...commands.values()])
  for (const { asked, done } of repeats) {
    const events = rows.filter((row) => made(row, done.stream, done.first, done.last)).map((row) => recorded(asToday(row, upcasters)))
    answers.set(asked, { kind: 'done', events, seq: done.last, repeated: true })
  }
}

const made = (row: JournalRow, { kind, id }: StreamRef, first: number, last: number): boolean =>
  row.stream_kind === kind && row.stream_id === id && row.seq >= first && row.seq <= last
