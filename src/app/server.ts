import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import { type BackupParts, backupRoutes } from '../care/clinic/backup.routes.ts'
import { clinicRoutes } from '../care/clinic/clinic.routes.ts'
import { chairsOf, clinicOf, clinics } from '../care/clinic/clinic.store.ts'
import { consentRoutes } from '../care/consent/consent.routes.ts'
import { deskRoutes } from '../care/consent/desk.routes.ts'
import { consentPaperRoutes } from '../care/consent/paper.routes.ts'
import { decisionRoutes } from '../care/decision/decision.routes.ts'
import { summaryOf } from '../care/decision/decision.ts'
import { factsRoutes } from '../care/facts/facts.routes.ts'
import { IMPORTS, importRoutes } from '../care/facts/import.routes.ts'
import { intakeRoutes } from '../care/intake/intake.routes.ts'
import { letterRoutes } from '../care/letter/letter.routes.ts'
import { type MonitorHouse, monitorRoutes } from '../care/monitor/monitor.routes.ts'
import { monitorAt } from '../care/monitor/monitor.store.ts'
import { patientRoutes } from '../care/patient/patient.routes.ts'
import { chartOf, keptCharts, patientModel, patientStream, patientsCalled } from '../care/patient/patient.store.ts'
import { protocolRoutes } from '../care/protocol/protocol.routes.ts'
import { safetyRoutes } from '../care/safety/safety.routes.ts'
import { downtimeRoutes } from '../care/session/downtime.routes.ts'
import { recordRoutes } from '../care/session/record.routes.ts'
import { sessionRoutes } from '../care/session/session.routes.ts'
import { busyChairs, listed, sessionsOf } from '../care/session/session.store.ts'
import { openUntil } from '../care/staff/chart-door.store.ts'
import { type DoorsParts, openDoors } from '../care/staff/doors.routes.ts'
import { commandRight, rightOfCommand } from '../care/staff/rights.ts'
import { staffList } from '../care/staff/staff.store.ts'
import { taskRoutes } from '../care/task/task.routes.ts'
import { readBook } from '../care/teaching/book.load.ts'
import { teachingRoutes } from '../care/teaching/teaching.routes.ts'
import { readRecord } from '../exchange/fhir/fhir.ts'
import { instant } from '../medicine/time.ts'
import { describeSignIn } from '../platform/auth/auth.described.ts'
import type { Auth } from '../platform/auth/create-auth.ts'
import type { Tx } from '../platform/db/database.ts'
import type { Env } from '../platform/http/env.ts'
import type { Report } from '../platform/http/errors.ts'
import { httpApp } from '../platform/http/http-app.ts'
import { NOBODY, peerOf, type Trust } from '../platform/http/peer.ts'
import { liveRoutes } from '../platform/live/live.routes.ts'
import { metricsRoutes, probeRoutes } from '../platform/ops/ops.routes.ts'
import { factsSeqs } from './decisions.ts'
import { foundClinic, type Ground, REGIMENS } from './house.ts'
import { asksOf, intakeParts } from './intake.ts'
import { mapsFor } from './maps.ts'
import { seatedAt } from './monitors/seated.ts'
import type { Ops } from './ops.ts'
import { headingOf, peopleOf } from './people.ts'

export type ServerParts = {
  readonly ground: Ground
  readonly auth: Auth
  readonly demo: DoorsParts['demo']
  /** Where a clinic's monitors send to. */
  readonly listener?: NonNullable<MonitorHouse['listener']>
  /** How the backups stand, and one more on demand. */
  readonly backups: BackupParts
  readonly origins: readonly string[]
  /** Proxies whose word about the caller is believed. */
  readonly trust?: Trust
  readonly ops: Ops
  readonly report: Report
  readonly onFault: (fault: unknown) => void
}

/** Every room's routes behind one door. What a capability needs of another is handed over here. */
export function openServer({ ground, auth, demo, listener, backups, origins, trust = NOBODY, ops, report, onFault }: ServerParts) {
  const { database, journal, live, protocols, versions, devices, desk, decisions } = ground
  const doors = openDoors({
    database,
    journal,
    auth,
    demo,
    onFault,
    sources: {
      patientOf: async (tx, session) => (await listed(tx, session))?.patient ?? null,
      chartOf,
      keptCharts,
      sessionsOf: async (tx, patient) => (await sessionsOf(tx, patient)).map(({ id }) => id),
      peopleOf,
    },
    found: async (clinic, by, via) => void (await foundClinic(ground, clinic, by, via, instant(Date.now()))),
    peerOf: (c) => peerOf(getConnInfo(c).remote.address, c.req.header('x-forwarded-for'), trust),
  })
  const app = httpApp({ house: doors.house, origins, report, uploads: IMPORTS, door: ops.door, probes: probeRoutes(ops) })
  const patient = async (_tx: Tx, clinic: string, id: string) => {
    const found = patientModel.fold(await journal.read(clinic, patientStream(id)))
    return found.status === 'none' ? null : found
  }
  const maps = mapsFor(ground.rulebook)
  const catalogue = async () => ground.rulebook.catalogue
  const chartPerson = (clinic: string, id: string) => database.as(clinic, (tx) => patient(tx, clinic, id))
  const letterDecision = async (_tx: Tx, clinic: string, id: string) => {
    const { decision, verdict } = await decisions.look(clinic, id)
    const summary = summaryOf(decision, verdict)
    return summary?.decided ? { ...summary, decided: summary.decided } : null
  }
  const consents = { journal, book: ground.consents, patient, clinic: clinicOf }
  const rooms = [
    doors.routes,
    liveRoutes(live, { leaving: ops.traffic.leaving }),
    clinicRoutes({ journal, busyChairs: (clinic) => database.as(clinic, busyChairs) }),
    backupRoutes(backups),
    protocolRoutes(protocols, journal),
    decisionRoutes({
      desk: decisions,
      person: async (clinic, id) => {
        const found = patientModel.fold(await journal.read(clinic, patientStream(id)))
        return found.status === 'none' ? null : headingOf(found)
      },
      people: patientsCalled,
      kept: keptCharts,
      factsSeqs: factsSeqs(journal),
    }),
    teachingRoutes(readBook(REGIMENS)),
    monitorRoutes({
      journal,
      book: devices,
      ...(listener && { listener }),
      chairs: (clinic) => database.as(clinic, async (tx) => (await chairsOf(tx)).filter(({ retired }) => !retired).map(({ id }) => id)),
    }),
    patientRoutes({ journal, sessionsOf: (tx, _clinic, patient) => sessionsOf(tx, patient), openUntil, chartChanged: doors.charts.forget }),
    factsRoutes({ journal, catalogue, ingredients: ground.rulebook.ingredients }),
    importRoutes({ journal, catalogue, readRecord: (chunks, person) => readRecord([{ chunks }], maps, person), person: chartPerson }),
    taskRoutes({ journal, people: patientsCalled, kept: keptCharts, staff: staffList }),
    safetyRoutes({ desk: ground.safety, database, people: patientsCalled, kept: keptCharts, staff: staffList, clinics: () => clinics(database) }),
    intakeRoutes(
      intakeParts(ground, asksOf(ground.rulebook), {
        raiseConcern: ground.raiseConcern,
        crisisLines: (clinic) => database.as(clinic, ground.safety.crisisLines),
        peerOf: (c) => safely(() => peerOf(getConnInfo(c).remote.address, c.req.header('x-forwarded-for'), trust)),
        secure: origins.length > 0 && origins.every((origin) => origin.startsWith('https://')),
      }),
    ),
    downtimeRoutes({ desk, database, clinic: clinicOf, chairs: chairsOf, people: patientsCalled, patient }),
    consentRoutes(consents),
    deskRoutes(consents),
    consentPaperRoutes(consents),
    letterRoutes({ journal, patient, clinic: clinicOf, decisionOf: letterDecision, crisis: ground.safety.crisisLines }),
    recordRoutes({ journal, versions, patient, clinic: clinicOf, chairs: chairsOf }),
    sessionRoutes({
      desk,
      journal,
      database,
      versions,
      rights: { commands: commandRight, rightOf: rightOfCommand },
      chairs: chairsOf,
      patient,
      people: patientsCalled,
      monitor: async (tx, _session, chair) => {
        const clinic = await clinicOf(tx)
        const seated = clinic && (await seatedAt(tx, clinic.id, chair))
        return clinic ? monitorAt(tx, clinic.id, chair, await devices.of(clinic.id), seated?.since) : null
      },
    }),
  ]
  for (const room of rooms) app.route('/api', room)
  app.route('/', metricsRoutes({ metrics: ops.metrics, right: 'metrics.read', fromHere: nobodyBetween(origins, trust) }))
  describeSignIn(app)
  app.doc31('/api/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Waymark',
      version: '0.1.0',
      description: 'The open clinic system for ketamine therapy. Every route of the screens; a token in `Authorization: Bearer` opens them for scripts.',
    },
  })
  return { app, doors }
}

/**
 * Whether a request was made on this very machine. Where a proxy was announced its callers all come from here, and so
 * they do where one adds the usual headers without having been announced; then the numbers ask for a token.
 */
const nobodyBetween =
  (origins: readonly string[], trust: Trust) =>
  (c: Context<Env>): boolean => {
    if (origins.length > 0 || trust.kind !== 'nobody') return false
    if (['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'].some((name) => c.req.header(name) !== undefined)) return false
    try {
      return /^(127\.|::1$|::ffff:127\.)/.test(getConnInfo(c).remote.address ?? '')
    } catch {
      return false // came without a socket, as in tests
    }
  }

/** A request that came without a socket, as in tests, has no address. */
function safely<T>(ask: () => T): T | undefined {
  try {
    return ask()
  } catch {
    return undefined
  }
}
