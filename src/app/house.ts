import { clinicModel, clinicProjection, clinicStream } from '../care/clinic/clinic.store.ts'
import { decide as decideClinic } from '../care/clinic/clinic.ts'
import { decisionProjection } from '../care/decision/decision.store.ts'
import { openDeviceBook } from '../care/monitor/monitor.store.ts'
import { patientProjection } from '../care/patient/patient.store.ts'
import { readRulebook } from '../care/policy/policy.load.ts'
import { readProtocols } from '../care/protocol/protocol.load.ts'
import { protocolStore } from '../care/protocol/protocol.store.ts'
import { sessionDesk } from '../care/session/session.desk.store.ts'
import { Versions } from '../care/session/session.model.store.ts'
import { sessionProjection } from '../care/session/session.projection.store.ts'
import type { Founding } from '../care/staff/setup.routes.ts'
import { staffProjection } from '../care/staff/staff.store.ts'
import { openTask, taskProjection } from '../care/task/task.store.ts'
import type { Actor, Via } from '../medicine/record.ts'
import { type Instant, instant } from '../medicine/time.ts'
import { type Addresses, openDatabase } from '../platform/db/database.ts'
import type { Journal } from '../platform/journal/journal.ts'
import { type JournalParts, openJournal } from '../platform/journal/postgres.ts'
import type { Projection } from '../platform/journal/projection.ts'
import { uuid7 } from '../platform/journal/uuid7.ts'
import { openLive } from '../platform/live/postgres.ts'
import type { Metrics } from '../platform/ops/metrics.ts'
import { openDecisions, watchFacts } from './decisions.ts'

/** The ground floor of a running Waymark: database, journal with every projection, live channel, protocols, the session desk. */
export type Ground = ReturnType<typeof openGround>

export const PROTOCOLS = new URL('../../protocols', import.meta.url).pathname
export const REGIMENS = new URL('../../protocols/teaching/regimens.yaml', import.meta.url).pathname

export type GroundOptions = {
  readonly now?: () => Instant
  readonly metrics?: Pick<Metrics, 'command' | 'commit'>
  readonly report?: (fault: unknown) => void
}

export function openGround(addresses: Addresses, { now = () => instant(Date.now()), metrics, report = () => {} }: GroundOptions = {}) {
  const database = openDatabase(addresses)
  const live = openLive({ appUrl: addresses.appUrl })
  const protocols = protocolStore(readProtocols(PROTOCOLS))
  const rulebook = readRulebook(PROTOCOLS)
  const versions = new Versions(protocols)
  const committed: JournalParts['committed'] = (clinic, changes) => {
    live.grew(clinic, changes)
    watch.grew(clinic, changes)
    metrics?.commit({ facts: changes.reduce((sum, { facts }) => sum + facts.length, 0), streams: changes.length })
  }
  const journal = timed(openJournal({ database, projections: projections(versions), committed, now }), metrics)
  const tasks = openTask(journal)
  const decisions = openDecisions({ journal, database, rulebook, openTask: tasks, now })
  const watch = watchFacts(decisions.look, report)
  return {
    database,
    live,
    protocols,
    rulebook,
    versions,
    journal,
    devices: openDeviceBook(journal),
    openTask: tasks,
    decisions,
    desk: sessionDesk({ database, journal, versions }),
    async close() {
      await watch.close()
      await live.close()
      await database.close()
    },
  }
}

/** The journal with its answers timed: a command is what people wait for. */
function timed(journal: Journal, metrics: Pick<Metrics, 'command'> | undefined): Journal {
  if (!metrics) return journal
  return {
    ...journal,
    async execute(command, model, decide) {
      const began = performance.now()
      const done = (outcome: string) => metrics.command({ outcome, seconds: (performance.now() - began) / 1000 })
      try {
        const outcome = await journal.execute(command, model, decide)
        done(outcome.kind)
        return outcome
      } catch (fault) {
        done('fault')
        throw fault
      }
    },
  }
}

/** Every read model, in one list: what the journal fills and `npx waymark rebuild` makes anew. */
export const projections = (versions: Versions): readonly Projection[] => [
  clinicProjection,
  staffProjection,
  patientProjection,
  decisionProjection,
  sessionProjection(versions),
  taskProjection,
]

/** Founds a clinic: its row, its first facts. */
export const foundClinic = ({ journal }: { readonly journal: Journal }, { id, ...data }: Founding, by: Actor, via: Via, at: Instant) =>
  journal.execute({ clinic: id, stream: clinicStream(id), id: uuid7(), digest: data, by, via, at }, clinicModel, (state) =>
    decideClinic(state, { type: 'found', data }, { busy: [] }),
  )
