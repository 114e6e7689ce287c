import type { ReactNode } from 'react'
import { Mark } from './Mark.tsx'
import './PatientHeading.css'

/** What must not be missed about allergies. Nobody having asked is its own answer, never "none". */
type AllergyFact = { readonly status: 'unknown' | 'none-known' | 'listed'; readonly substances: readonly string[] }

type Props = {
  readonly name: string
  /** Whole years; null when the birth date is not known. */
  readonly age: number | null
  readonly allergies: AllergyFact
  /** Born, weight, number: short and quiet. */
  readonly facts?: readonly ReactNode[]
  readonly restricted?: boolean
  /** Level of the heading in its page. */
  readonly level?: 1 | 2
  readonly size?: 'page' | 'room'
  readonly children?: ReactNode
}

/** The patient is the heading: name, age and the one fact not to be missed, in the same place on every screen. */
export function PatientHeading({ name, age, allergies, facts = [], restricted = false, level = 1, size = 'page', children }: Props) {
  const Title = level === 1 ? 'h1' : 'h2'
  return (
    <header className="wm-patient" data-size={size}>
      <div className="wm-patient-who">
        <Title className="wm-patient-name">{name}</Title>
        <span className="wm-patient-age">{age === null ? 'age not known' : `${age} years`}</span>
      </div>
      <div className="wm-patient-facts">
        <Allergies {...allergies} />
        {restricted && <Mark kind="restricted">Restricted chart</Mark>}
        {facts.map((fact, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a fixed short list, in the order given
          <span key={index} className="wm-patient-fact">
            {fact}
          </span>
        ))}
      </div>
      {children && <div className="wm-patient-more">{children}</div>}
    </header>
  )
}

function Allergies({ status, substances }: AllergyFact) {
  if (status === 'unknown') return <Mark kind="allergyUnknown" />
  if (status === 'none-known') return <Mark kind="noAllergies" bare />
  return <Mark kind="allergy">Allergy: {substances.join(', ')}</Mark>
}
