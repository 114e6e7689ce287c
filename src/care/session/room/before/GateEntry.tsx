import type { GateId } from '../../../protocol/protocol.ts'
import { AllergiesEntry } from './AllergiesEntry.tsx'
import { EscortEntry } from './EscortEntry.tsx'
import { FastEntry } from './FastEntry.tsx'
import { IdentityEntry } from './IdentityEntry.tsx'
import { OrderForm } from './OrderForm.tsx'
import { PressureEntry } from './PressureEntry.tsx'
import { WeightEntry } from './WeightEntry.tsx'

/** The quick entry that answers one check. */
export function GateEntry({ gate, done }: { readonly gate: GateId; readonly done: () => void }) {
  switch (gate) {
    case 'order':
      return <OrderForm />
    case 'identity':
      return <IdentityEntry done={done} />
    case 'weight':
      return <WeightEntry done={done} />
    case 'fast':
      return <FastEntry done={done} />
    case 'escort':
      return <EscortEntry done={done} />
    case 'blood-pressure':
      return <PressureEntry />
    case 'allergies':
      return <AllergiesEntry done={done} />
    default:
      return gate satisfies never
  }
}
