import type { CriterionId } from '../../../protocol/protocol.ts'
import type { Assessment } from '../../session.ts'
import { EscortEntry } from '../before/EscortEntry.tsx'
import { useOption, useRoom } from '../context.tsx'
import { Answers } from '../form/Answers.tsx'
import { Choice } from '../form/Choice.tsx'
import { useGive } from '../form/useGive.tsx'
import { IvPanel } from '../panels/IvPanel.tsx'
import { Orientation } from './Orientation.tsx'
import { Score } from './Score.tsx'

const YES_NO = [
  { value: true, label: 'Yes' },
  { value: false, label: 'No' },
] as const

/** The tap that answers one criterion; readings answer the rest, and time answers itself. */
export function CriterionEntry({ criterion }: { readonly criterion: CriterionId }) {
  switch (criterion) {
    case 'score':
      return <Score />
    case 'orientation':
      return <Orientation />
    case 'gait':
      return (
        <Ask
          part="gait"
          label="Walks a few steps"
          options={[
            { value: 'steady', label: 'Steady' },
            { value: 'unsteady', label: 'Unsteady' },
          ]}
        />
      )
    case 'no-new-suicidal-intent':
      return (
        <Ask
          part="newSuicidalIntent"
          label="Asked: any new intent to end their life?"
          options={[
            { value: false, label: 'No' },
            { value: true, label: 'Yes', hint: 'a clinician before leaving' },
          ]}
        />
      )
    case 'escort-present':
      return <Escort />
    case 'advice-given':
      return <Ask part="adviceGiven" label="Written advice is in their hands: no driving until after a night’s sleep" options={YES_NO} />
    case 'iv-removed':
      return <IvPanel />
    case 'sedation':
    case 'dissociation':
    case 'blood-pressure':
      return <p>Answered by the next set of readings above.</p>
    case 'minimum-time':
      return null
    default:
      return criterion satisfies never
  }
}

type Simple = 'gait' | 'newSuicidalIntent' | 'escortPresent' | 'adviceGiven'
type AskProps<K extends Simple> = {
  readonly part: K
  readonly label: string
  readonly options: readonly { readonly value: NonNullable<Assessment[K]>; readonly label: string; readonly hint?: string }[]
}

function Ask<K extends Simple>({ part, label, options }: AskProps<K>) {
  const { session } = useRoom()
  const option = useOption('assess')
  const give = useGive()
  const held = session.assessment[part] as { readonly value: NonNullable<Assessment[K]> } | undefined
  if (!option.can) return option.why ? <p className="wm-soft">{option.why}</p> : null
  return (
    <>
      <Choice
        label={label}
        value={held?.value}
        options={options}
        onChange={(value) => void give.give({ type: 'assess', data: { [part]: value } as Assessment })}
        error={give.why(part)}
      />
      <Answers of={give} fields={[part]} />
    </>
  )
}

function Escort() {
  const { session } = useRoom()
  if (!session.escort) return <EscortEntry done={() => {}} />
  return <Ask part="escortPresent" label={`${session.escort.name}, ${session.escort.relation}, ${session.escort.phone}: is here`} options={YES_NO} />
}
