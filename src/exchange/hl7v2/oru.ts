import { type Instant, msBetween } from '../../medicine/time.ts'
import type { Quantity } from '../../medicine/vitals.ts'
import type { Method } from './codes.ts'
import type { Envelope } from './envelope.ts'
import { component, field, type Message, type Segment } from './message.ts'
import { type Clock, type Moment, momentOf } from './moment.ts'
import { bedOf, deviceOf, equipmentOf } from './place.ts'
import { type RefusalCode, type Row, readRow, type Standing } from './row.ts'

/** Where a value's time comes from: its own (OBX-14), the order's (OBR-7), the message's (MSH-7), or the moment it arrived. */
type TimeFrom = 'observation' | 'request' | 'message' | 'received'

type Where = { readonly row: number; readonly device: string; readonly bed: string; readonly at: Instant }
export type Observed = Where & {
  readonly quantity: Quantity
  readonly value: number
  readonly method: Method
  /** Lower is better where a message carries the quantity more than once. */
  readonly rank: number
  readonly standing: Standing
  readonly timeFrom: TimeFrom
  readonly zone: 'stated' | 'assumed'
  readonly questionable?: true
  readonly unitAssumed?: true
  readonly original?: { readonly value: string; readonly unit: string }
}
type NotMeasured = Where & { readonly quantity: Quantity; readonly why: string }
type Withdrawn = NotMeasured
type RefusedRow = { readonly row: number; readonly code: RefusalCode; readonly why: string; readonly quantity?: Quantity }
type IgnoredRow = { readonly row: number; readonly name: string; readonly valued: boolean; readonly device: boolean }

export type Oru = {
  readonly devices: readonly { readonly device: string; readonly bed: string }[]
  readonly observations: readonly Observed[]
  readonly notMeasured: readonly NotMeasured[]
  readonly withdrawn: readonly Withdrawn[]
  readonly refused: readonly RefusedRow[]
  readonly ignored: readonly IgnoredRow[]
}

/** What reading needs besides the message: when and from where it came, and the clinic's zone. */
export type Arrival = { readonly received: Instant; readonly zone: string; readonly from: string }

/** An ORU^R01 as observations. Total: any message yields a result, and every OBX of it is in exactly one of the lists. */
export function readOru(message: Message, envelope: Envelope, arrival: Arrival): Oru {
  const clock: Clock = { zone: arrival.zone, near: arrival.received }
  const oru = { devices: [], observations: [], notMeasured: [], withdrawn: [], refused: [], ignored: [] } as Draft
  let row = 0
  for (const group of groupsOf(message)) {
    const equipment = group.rows.map((obx) => equipmentOf(message, obx)).find(Boolean) ?? ''
    const device = deviceOf(envelope, equipment, group.bed, arrival.from)
    if (!oru.devices.some((known) => known.device === device)) oru.devices.push({ device, bed: group.bed })
    for (const obx of group.rows) {
      row += 1
      const time = timeOf(message, obx, group.obr, envelope, clock, arrival.received)
      put(oru, readRow(message, obx), { row, device, bed: group.bed }, time)
    }
  }
  return best(oru)
}

type Draft = { [K in keyof Oru]: Oru[K][number][] }
type Group = { readonly bed: string; readonly obr: Segment | undefined; readonly rows: Segment[] }

/** OBX rows under the OBR and the bed they belong to; a new PID is a new person and forgets the bed. */
function groupsOf(message: Message): readonly Group[] {
  const groups: Group[] = []
  let bed = ''
  for (const segment of message.segments) {
    if (segment.name === 'PID') bed = ''
    if (segment.name === 'PV1') bed = bedOf(message, segment)
    if (segment.name === 'PID' || segment.name === 'PV1') groups.push({ bed, obr: undefined, rows: [] })
    if (segment.name === 'OBR') groups.push({ bed, obr: segment, rows: [] })
    if (segment.name !== 'OBX') continue
    if (groups.length === 0) groups.push({ bed, obr: undefined, rows: [] })
    groups.at(-1)?.rows.push(segment)
  }
  return groups.filter(({ rows }) => rows.length > 0)
}

type Timed = Moment & { readonly from: TimeFrom }

/** The first time that is given, in the order of closeness. One that is given and makes no sense gives none: a wrong minute is worse than none. */
function timeOf(message: Message, obx: Segment, obr: Segment | undefined, envelope: Envelope, clock: Clock, received: Instant): Timed | null {
  const given: readonly [string, TimeFrom][] = [
    [component(message, field(obx, 14), 1), 'observation'],
    [component(message, field(obr, 7), 1), 'request'],
    [envelope.sent, 'message'],
  ]
  const [text, from] = given.find(([text]) => text !== '') ?? ['', 'received']
  if (text === '') return { at: received, zone: 'stated', from: 'received' }
  const moment = momentOf(text, clock)
  return moment ? { ...moment, from } : null
}

function put(oru: Draft, read: Row, where: Omit<Where, 'at'>, time: Timed | null): void {
  if (read.kind === 'other') oru.ignored.push({ row: where.row, name: read.name, valued: read.valued, device: read.device })
  else if (read.kind === 'refused') oru.refused.push({ row: where.row, code: read.code, why: read.why, ...(read.quantity ? { quantity: read.quantity } : {}) })
  else if (!time) oru.refused.push({ row: where.row, code: 'time', why: 'Its time is not a time' })
  else if (read.kind === 'not-measured') oru.notMeasured.push({ ...where, at: time.at, quantity: read.quantity, why: read.why })
  else if (read.kind === 'withdrawn') oru.withdrawn.push({ ...where, at: time.at, quantity: read.quantity, why: read.why })
  else {
    const { kind: _, meaning, ...value } = read
    oru.observations.push({ ...where, ...meaning, ...value, at: time.at, timeFrom: time.from, zone: time.zone })
  }
}

/** One value a quantity, device and moment: a correction before what it corrects, the better method before the other, the first channel before the second. */
function best(oru: Draft): Oru {
  const kept = new Map<string, Observed>()
  const key = ({ device, quantity, at }: Observed) => `${device}|${quantity}|${at}`
  for (const seen of oru.observations) {
    const other = kept.get(key(seen))
    if (!other || order(seen) < order(other)) kept.set(key(seen), seen)
  }
  const second = oru.observations.filter((seen) => kept.get(key(seen)) !== seen)
  const ignored = second.map(({ row, quantity, method }) => ({ row, name: `${quantity} (${method}, another row is nearer)`, valued: true, device: true }))
  return { ...oru, observations: [...kept.values()], ignored: [...oru.ignored, ...ignored] }
}

const order = ({ standing, rank }: Observed): number => (standing === 'corrected' ? -10 : 0) + rank

/** How far the sender's clock is from ours; null when the message has no time of its own. Positive: the monitor is ahead. */
export function clockOffMs(envelope: Envelope, arrival: Arrival): number | null {
  const sent = envelope.sent === '' ? null : momentOf(envelope.sent, { zone: arrival.zone, near: arrival.received })
  return sent ? msBetween(arrival.received, sent.at) : null
}
