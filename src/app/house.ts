import { clinicModel, clinicOf, clinicProjection, clinicStream, clinics } from '../care/clinic/clinic.store.ts'
import { decide as decideClinic } from '../care/clinic/clinic.ts'
import { consentProjection } from '../care/consent/consent.store.ts'
import { readConsents } from '../care/consent/template.load.ts'
import { decisionProjection } from '../care/decision/decision.store.ts'
import { intakeProjection } from '../care/intake/intake.store.ts'
import { referralProjection } from '../care/intake/referral.store.ts'
import { openDeviceBook } from '../care/monitor/monitor.store.ts'
import { patientProjection } from '../care/patient/patient.store.ts'
import { readRulebook } from '../care/policy/policy.load.ts'
import { readProtocols } from '../care/protocol/protocol.load.ts'
import { protocolStore } from '../care/protocol/protocol.store.ts'
import { safetyDesk } from '../care/safety/safety.desk.store.ts'
import { readSafety } from '../care/safety/safety.load.ts'
import { safetyProjection, saysOfSafety } from '../care/safety/safety.store.ts'
import type { SafetyDocument } from '../care/safety/safety.ts'
import { sessionDesk } from '../care/session/session.desk.store.ts'
import { Versions } from '../care/session/session.model.store.ts'
import { sessionProjection } from '../care/session/session.projection.store.ts'
import type { Founding } from '../care/staff/setup.routes.ts'
import { staffProjection } from '../care/staff/staff.store.ts'
import { escalateTasks, followTask, openTask, taskProjection, taskStanding } from '../care/task/task.store.ts'
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
export const SAFETY = new URL('../../protocols/safety.yaml', import.meta.url).pathname
export const CONSENTS = new URL('../../protocols/consent', import.meta.url).pathname
export const REGIMENS = new URL('../../protocols/teaching/regimens.yaml', import.meta.url).pathname

export type GroundOptions = {
  readonly now?: () => Instant
  readonly metrics?: Pick<Metrics, 'command' | 'commit'>
  /** Told when something that follows a fact could not be done at once; the work of the house does it again. */
  readonly report?: (fault: unknown) => void
}

export function openGround(addresses: Addresses, { now = () => instant(Date.now()), metrics, report = () => {} }: GroundOptions = {}) {
  const database = openDatabase(addresses)
  const live = openLive({ appUrl: addresses.appUrl })
  const protocols = protocolStore(readProtocols(PROTOCOLS))
  const rulebook = readRulebook(PROTOCOLS)
  const versions = new Versions(protocols)
  const policy = readSafety(SAFETY)
  const following = new Set<Promise<void>>()
  const committed: JournalParts['committed'] = (clinic, changes) => {
    live.grew(clinic, changes)
    for (const patient of new Set(changes.flatMap(saysOfSafety))) follow(safety.react(clinic, patient))
    watch.grew(clinic, changes)
    metrics?.commit({ facts: changes.reduce((sum, { facts }) => sum + facts.length, 0), streams: changes.length })
  }
  const journal = timed(openJournal({ database, projections: projections(versions, policy), committed, now }), metrics)
  const tasks = { open: openTask(journal), follow: followTask(journal), standing: taskStanding(journal) }
  const safety = safetyDesk({ database, journal, document: policy, tasks, zone: async (tx) => (await clinicOf(tx))?.zone ?? 'UTC', now })

  /** What follows a fact is done behind the answer; nobody waits for it, and closing does. */
  function follow(work: Promise<void>): void {
    const done = work.catch(report).finally(() => following.delete(done))
    following.add(done)
  }

  const decisions = openDecisions({ journal, database, rulebook, openTask: tasks.open, now })
  const watch = watchFacts(decisions.look, report)
  return {
    /** Due by the clock or left half done: what has escalated is written down, once, and the screens are told to look. */
    async lookAfter() {
      for (const { id } of await clinics(database)) {
        await safety.lookAfter(id)
        await escalateTasks({ database, follow: tasks.follow }, id, now())
      }
    },
    safety,
    database,
    live,
    protocols,
    rulebook,
    consents: readConsents(CONSENTS),
    versions,
    journal,
    devices: openDeviceBook(journal),
    openTask: tasks.open,
    decisions,
    raiseConcern: safety.raiseConcern,
    desk: sessionDesk({ database, journal, versions, concerns: safety.unanswered }),
    async close() {
      await watch.close()
      await Promise.all(following)
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
export const projections = (versions: Versions, policy: SafetyDocument = readSafety(SAFETY)): readonly Projection[] => [
  clinicProjection,
  staffProjection,
  patientProjection,
  intakeProjection,
  referralProjection,
  decisionProjection,
  sessionProjection(versions),
  taskProjection,
  safetyProjection(policy),
  consentProjection,
]

/** Founds a clinic: its row, its first facts. */
export const foundClinic = ({ journal }: { readonly journal: Journal }, { id, ...data }: Founding, by: Actor, via: Via, at: Instant) =>
  journal.execute({ clinic: id, stream: clinicStream(id), id: uuid7(), digest: data, by, via, at }, clinicModel, (state) =>
    decideClinic(state, { type: 'found', data }, { busy: [] }),
  )
