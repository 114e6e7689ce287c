import type { Actor } from '../../medicine/record.ts'
import { hasRole } from './roles.ts'
import type { NoteAccess, SessionRecorded } from './session.types.ts'

type Note = { readonly access: NoteAccess; readonly words: string }
const KEPT = 'For clinicians only.'

/** The facts as this person may read them: the words of a note for clinicians are theirs and its writer's; that there is one, everybody sees. */
export function seenBy(facts: readonly SessionRecorded[], reader: Actor): readonly SessionRecorded[] {
  if (hasRole(reader, ['physician', 'nurse'])) return facts
  return facts.map((fact) => (fact.by.id === reader.id ? fact : veiled(fact)))
}

function veiled(fact: SessionRecorded): SessionRecorded {
  if (fact.type === 'note-written' && fact.data.access === 'clinicians') return { ...fact, data: { ...fact.data, words: KEPT } }
  if (fact.type === 'entry-replaced' && fact.data.type === 'note-written' && (fact.data.data as Note).access === 'clinicians')
    return { ...fact, data: { ...fact.data, data: { ...(fact.data.data as Note), words: KEPT } } }
  if (fact.type === 'look-asked' && fact.data.refused?.type === 'write-note' && fact.data.refused.data.access === 'clinicians')
    return { ...fact, data: { because: fact.data.because, refused: { ...fact.data.refused, data: { ...fact.data.refused.data, words: KEPT } } } }
  return fact
}
