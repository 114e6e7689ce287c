import { clinicOf, clinics } from '../care/clinic/clinic.store.ts'
import { factsModel, factsOf, factsStream } from '../care/facts/facts.store.ts'
import { decide as decideFacts, type FactsOrder } from '../care/facts/facts.ts'
import { weeksNeeded } from '../care/intake/adequacy.ts'
import type { Ingredient } from '../care/intake/ingredients.ts'
import { readInstruments } from '../care/intake/instrument.load.ts'
import type { Command, IntakeParts } from '../care/intake/parts.routes.ts'
import { patientModel, patientStream } from '../care/patient/patient.store.ts'
import { decide as decidePatient } from '../care/patient/patient.ts'
import type { Rulebook } from '../care/policy/policy.ts'
import type { FactDefinition } from '../medicine/rules/types.ts'
import type { Ground } from './house.ts'

const INSTRUMENTS = new URL('../../instruments', import.meta.url).pathname

type Rest = Pick<IntakeParts, 'raiseConcern' | 'crisisLines' | 'peerOf' | 'secure'>
export type Asks = { readonly facts: readonly FactDefinition[]; readonly ingredients: readonly Ingredient[]; readonly weeksNeeded: number | null }

/** What is asked, as the documents in force say. */
export const asksOf = ({ catalogue, ingredients, policies }: Rulebook): Asks => ({
  facts: catalogue.facts,
  ingredients,
  weeksNeeded: weeksNeeded(policies)?.value ?? null,
})

/** What the intake needs of its neighbours: facts, patients, the clinic. */
export function intakeParts({ journal, database }: Pick<Ground, 'journal' | 'database'>, asks: Asks, rest: Rest): IntakeParts {
  const catalogue = new Map(asks.facts.map((fact) => [fact.id, fact]))
  const onFacts = (command: Command, patient: string, order: FactsOrder) =>
    journal.execute({ ...command, stream: factsStream(patient), digest: order }, factsModel, (state) => decideFacts(state, order, catalogue))
  return {
    ...rest,
    journal,
    database,
    asks: () => asks,
    instruments: readInstruments(INSTRUMENTS),
    standing: async (clinic, patient) => (await factsOf(journal, clinic, patient)).statements,
    state: (command, patient, statements) => onFacts(command, patient, { type: 'state', data: { statements } }),
    withdraw: (command, patient, statement, reason) => onFacts(command, patient, { type: 'withdraw', data: { statement, reason } }),
    async personOf(clinic, patient) {
      const found = (await journal.states(clinic, 'patient', [patient], patientModel)).get(patient)
      if (!found || found.status === 'none') return null
      const { givenName, familyName, birthDate } = found
      return { givenName, familyName, birthDate }
    },
    register(command, patient, { givenName, familyName, birthDate }) {
      const data = { givenName, familyName, birthDate, sex: 'unknown' as const }
      const order = { type: 'register' as const, data }
      // Somebody of the same name and birth date may be there already; that is for staff to see, not for the person at the link.
      return journal.execute({ ...command, stream: patientStream(patient), digest: { patient, ...order } }, patientModel, (state, now) =>
        decidePatient(state, order, { now, alike: [] }),
      )
    },
    clinicOf: async (tx) => (await clinicOf(tx)) ?? null,
    /** Clinics with somebody in them; the demonstration counts where there is no other. */
    async onlyClinic() {
      const all = await clinics(database)
      const real = all.filter(({ demo }) => !demo)
      const those = real.length > 0 ? real : all
      return those.length === 1 ? (those[0]?.id ?? null) : null
    },
  }
}
