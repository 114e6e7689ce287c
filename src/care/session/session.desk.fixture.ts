import type { Actor } from '../../medicine/record.ts'
import type { Instant } from '../../medicine/time.ts'
import type { Database } from '../../platform/db/database.ts'
import { openJournal } from '../../platform/journal/postgres.ts'
import { uuid7 } from '../../platform/journal/uuid7.ts'
import { type Carried, sessionDesk } from './session.desk.store.ts'
import { calm, fay, minute, nina, order, pat, protocol, RATE } from './session.fixture.ts'
import { sessionModel, Versions } from './session.model.store.ts'
import { sessionProjection } from './session.projection.store.ts'
import type { SessionCommand, SessionOrder } from './session.ts'

export const ref = { id: 'made-up', version: '0', hash: 'a'.repeat(64) }
const loaded = { ref, protocol, text: '' }

/** A session room on a real database, with a clock that a test sets. */
export function openDesk(database: Database) {
  let clock: Instant = minute(0)
  const kept: string[] = []
  /** Safety answers that wait for a clinician; a test puts them here. */
  const waiting: { raisedAt: Instant }[] = []
  const versions = new Versions({
    version: async (_tx, _clinic, { hash }) => (hash === ref.hash ? loaded : null),
    keep: async (_tx, _clinic, { ref: { hash } }) => void kept.push(hash),
  })
  const projection = sessionProjection(versions)
  const journal = openJournal({ database, projections: [projection], now: () => clock })
  const desk = sessionDesk({ database, journal, versions, concerns: async () => waiting })

  type Say = <T extends SessionOrder['type']>(at: number, by: Actor, type: T, data: Extract<SessionOrder, { type: T }>['data'], id?: string) => Promise<Carried>
  const at =
    (clinic: string, session: string): Say =>
    (when, by, type, data, id = uuid7()) => {
      clock = minute(when)
      return desk.execute({ clinic, session, by, via: {} }, { id, at: minute(when), type, data } as SessionCommand)
    }

  /** A session up to a running infusion. Answers the id of its first set of readings. */
  async function underWay(clinic: string, session: string, patient: string, chair = '3', weight = '70'): Promise<string> {
    const say = at(clinic, session)
    const [written, first] = [uuid7(), uuid7()]
    await say(0, fay, 'schedule', { patient, protocol: ref, chair, plannedFor: minute(60) })
    await say(4, pat, 'write-order', order, written)
    await say(5, pat, 'sign-order', { order: written })
    await say(40, fay, 'arrive', {})
    await say(41, nina, 'confirm-identity', { checked: ['name', 'birth-date'] })
    await say(42, nina, 'record-weight', { value: weight, unit: 'kg', method: 'scale' })
    await say(43, nina, 'answer-fast', { lastFood: minute(-480), lastDrink: minute(-240) })
    await say(44, fay, 'name-escort', { name: 'Eva Escort', phone: '555 0100', relation: 'sister' })
    await say(45, nina, 'review-allergies', { allergies: [], noneKnown: true })
    await say(46, nina, 'record-readings', { values: calm, from: {} }, first)
    await say(50, nina, 'ready', {})
    await say(56, nina, 'place-iv', { site: 'left forearm', gauge: '22 G', attempts: 1 })
    const started = await say(60, nina, 'start-infusion', { rateMlPerHour: RATE, concentrationMgPerMl: '0.4', bagMl: '100' })
    if (started.kind !== 'done') throw new Error(JSON.stringify(started))
    return first
  }
  return { journal, desk, versions, projection, models: { session: sessionModel(versions) }, at, underWay, kept, waiting }
}
