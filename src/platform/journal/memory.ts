import type { StreamRef } from '../../medicine/record.ts'
import { type Instant, instant } from '../../medicine/time.ts'
import { streamKey } from './cache.ts'
import { digestOf } from './chain.ts'
import { type Asked, type Known, recorded } from './draft.ts'
import type { Journal, Outcome, Placed } from './journal.ts'
import type { DoneRow } from './pen.ts'
import type { Change } from './projection.ts'
import { fillSheet, type Sheet } from './sheet.ts'
import { currentVersion, type Upcasters, upcast } from './upcast.ts'
import { isUuid } from './uuid7.ts'

export type MemoryParts = {
  readonly upcasters?: Upcasters
  readonly now?: () => Instant
  readonly committed?: (clinic: string, changes: readonly Change[]) => void
}

/** The journal's twin in memory: the same decisions, the same answers, gone with the process. */
export function memoryJournal({ upcasters = {}, now = () => instant(Date.now()), committed = () => {} }: MemoryParts = {}): Journal {
  const events: Placed[] = []
  const streams = new Map<string, Known>()
  const done = new Map<string, DoneRow>()

  const today = (event: Placed): Placed => ({
    ...event,
    version: currentVersion(upcasters, event.type),
    data: upcast(upcasters, event.type, event.version, event.data),
  })
  const stream = (clinic: string, { kind, id }: StreamRef) =>
    events.filter((event) => event.clinic === clinic && event.stream.kind === kind && event.stream.id === id).map((event) => recorded(today(event)))

  function keep(clinic: string, sheet: Sheet): void {
    events.push(...sheet.written.map(({ event }) => event))
    for (const { stream, after } of sheet.changes) streams.set(`${clinic}/${streamKey(stream)}`, after)
    for (const row of sheet.done) done.set(`${clinic}/${row.id}`, row)
    if (sheet.changes.length > 0) committed(clinic, sheet.changes)
  }

  return {
    read: async (clinic, ref, afterSeq = 0) => stream(clinic, ref).filter(({ seq }) => seq > afterSeq),
    async states(clinic, kind, ids) {
      const known = ids.map((id) => [id, streams.get(`${clinic}/${streamKey({ kind, id })}`)] as const)
      return new Map(known.flatMap(([id, place]) => (place ? [[id, place.state]] : []))) as Map<string, never>
    },
    async execute(command, model, decide) {
      if (!isUuid(command.id)) throw new TypeError('The id of a command is a UUID in lower case')
      const { clinic } = command
      const asked = { command, digest: digestOf(command.stream, command.digest), model, decide } as Asked
      const known = streams.get(`${clinic}/${streamKey(command.stream)}`)
      const earlier = done.get(`${clinic}/${command.id}`)
      const sheet = fillSheet([asked], new Map(known ? [[streamKey(command.stream), known]] : []), earlier ? [earlier] : [], now(), upcasters)
      keep(clinic, sheet)
      const answer = sheet.answers.get(asked)
      if (answer?.kind === 'fault') throw answer.fault
      if (answer) return answer as Outcome<never>
      const made = stream(clinic, command.stream).filter(({ seq }) => earlier && seq >= earlier.first && seq <= earlier.last)
      return { kind: 'done', events: made as never, seq: earlier?.last ?? 0, repeated: true }
    },
    async tail(clinic, cursor, limit) {
      const from = Number(cursor?.pos ?? 0)
      const news = events.map((event, i) => ({ event, pos: i + 1 })).filter(({ event, pos }) => pos > from && (clinic === '*' || event.clinic === clinic))
      const page = news.slice(0, limit)
      return { events: page.map(({ event }) => today(event)), cursor: { tx: '0', pos: String(page.at(-1)?.pos ?? from) } }
    },
  }
}
