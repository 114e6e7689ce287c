import type { Instant } from '../../medicine/time.ts'
import { Mark } from '../../ui/Mark.tsx'
import { Row } from '../../ui/Rows.tsx'
import { age, date } from '../../ui/words.ts'
import type { PatientSummary } from './answers.ts'

type Props = { readonly patient: PatientSummary; readonly today: Instant; readonly zone: string }

export function PatientRow({ patient, today, zone }: Props) {
  const years = age(patient.birthDate, today, zone)
  const says = [years === null ? 'age not known' : `${years} years`, `born ${date(patient.birthDate)}`, patient.mrn && `no. ${patient.mrn}`]
  return (
    <Row
      to={`/patients/${patient.id}`}
      title={`${patient.familyName}, ${patient.givenName}`}
      says={says.filter(Boolean).join(' · ')}
      side={patient.restricted && <Mark kind="restricted" size="small" />}
    />
  )
}
