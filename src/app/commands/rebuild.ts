import { clinicModel } from '../../care/clinic/clinic.store.ts'
import { consentModel } from '../../care/consent/consent.store.ts'
import { decisionModel } from '../../care/decision/decision.store.ts'
import { factsModel } from '../../care/facts/facts.store.ts'
import { patientModel } from '../../care/patient/patient.store.ts'
import { readProtocols } from '../../care/protocol/protocol.load.ts'
import { protocolStore } from '../../care/protocol/protocol.store.ts'
import { safetyModel } from '../../care/safety/safety.store.ts'
import { sessionModel, Versions } from '../../care/session/session.model.store.ts'
import { staffModel } from '../../care/staff/staff.store.ts'
import { taskModel } from '../../care/task/task.store.ts'
import type { Database } from '../../platform/db/database.ts'
import { type Rebuilt, rebuild as rebuildFrom } from '../../platform/journal/rebuild.ts'
import { PROTOCOLS, projections } from '../house.ts'
import { withDatabase } from '../start/with-database.ts'
import { type Command, readWords } from './command.ts'

const usage = `rebuild [--data DIR]

  Empties every list, board and index and fills it anew from the journal, which is not touched. Waymark may be running:
  until the new tables are whole its screens see the old ones, and new entries wait for them.`

export const rebuild: Command = {
  usage,
  async run(words) {
    const { given } = readWords(words, usage, {})
    const { clinics, streams, events } = await withDatabase('rebuild', given.data, process.env, ({ database }) => rebuildAll(database))
    console.log(`Rebuilt from ${events} events in ${streams} streams of ${clinics === 1 ? 'one clinic' : `${clinics} clinics`}.`)
    return 0
  },
}

export function rebuildAll(database: Database): Promise<Rebuilt> {
  const versions = new Versions(protocolStore(readProtocols(PROTOCOLS)))
  return rebuildFrom({
    database,
    projections: projections(versions),
    models: {
      clinic: clinicModel,
      consent: consentModel,
      decision: decisionModel,
      patient: patientModel,
      session: sessionModel(versions),
      staff: staffModel,
      task: taskModel,
      safety: safetyModel,
      facts: factsModel,
    },
    prepare: (tx, clinic) => versions.meetAll(tx, clinic),
  })
}
