import type { Instant } from '../../medicine/time.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Command, Journal } from '../../platform/journal/journal.ts'
import type { Clinic, Person } from './consent.paper.ts'
import { consentModel, consentStream } from './consent.store.ts'
import { type ConsentOrder, type ConsentRecorded, decide, type Elements, fold, type LoadedTemplate, type Stands, type Written } from './consent.ts'

export type ConsentParts = {
  readonly journal: Pick<Journal, 'read' | 'states' | 'execute'>
  /** The forms in force, read when Waymark starts. */
  readonly book: { readonly elements: Elements; readonly templates: readonly LoadedTemplate[] }
  readonly patient: (tx: Tx, clinic: string, id: string) => Promise<Person | null>
  readonly clinic: (tx: Tx) => Promise<Clinic | undefined>
}

/** The facts of a consent of this patient; empty when there is none, or when it is somebody else's. */
export async function factsOf(
  { journal }: Pick<ConsentParts, 'journal'>,
  clinic: string,
  patient: string,
  consent: string,
): Promise<readonly ConsentRecorded[]> {
  const facts = (await journal.read(clinic, consentStream(consent))) as ConsentRecorded[]
  const found = fold(facts)
  return found.status !== 'none' && found.patient === patient ? facts : []
}

export async function writtenOf(parts: Pick<ConsentParts, 'journal'>, clinic: string, patient: string, consent: string): Promise<Written | null> {
  const found = fold(await factsOf(parts, clinic, patient, consent))
  return found.status === 'none' ? null : found
}

/** A consent as screens are told of it: without what opens the patient's page. */
export function shown(consent: Written): Omit<Written, 'handed'> {
  const { handed: _, ...rest } = consent
  return rest
}

/** How a consent stands among all of the patient: whether it is the one that holds, and why it has to be asked for anew. */
export function standsAmong(stands: readonly Stands[], id: string): { readonly holds: boolean; readonly asksAnew: readonly string[] } {
  const own = stands.find(({ standing }) => standing.kind !== 'none' && standing.consent === id)?.standing
  return { holds: own?.kind === 'in-force', asksAnew: own?.kind === 'needs-new' ? own.why : [] }
}

/** A command as it came over the wire. */
export type Sent = { readonly id: string; readonly at: Instant; readonly confirmed?: readonly string[] | undefined } & ConsentOrder
type Who = Pick<Command, 'clinic' | 'via'> & { readonly person: { readonly by: Command['by'] } }

export function executed(
  { journal, book }: Pick<ConsentParts, 'journal' | 'book'>,
  { clinic, person, via }: Who,
  consent: string,
  sent: Sent,
  digest?: object,
) {
  const { id, at, confirmed: _, ...order } = sent
  const asked = order as ConsentOrder
  const form = asked.type === 'prepare' ? (book.templates.find(({ ref }) => ref.id === asked.data.form.id) ?? null) : null
  return journal.execute(
    { clinic, stream: consentStream(consent), id, digest: digest ?? { consent, at, ...asked }, by: person.by, via, at },
    consentModel,
    (state) => decide(state, asked, { form, by: person.by }),
  )
}
