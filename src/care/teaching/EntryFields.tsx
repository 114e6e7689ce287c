import { Button, Select } from '@mantine/core'
import { Figure } from './Figure.tsx'
import type { Entry } from './teaching.ts'

const WAYS = { infusion: 'Infusion', bolus: 'All at once', nasal: 'Nasal devices' } as const

type Props = {
  readonly entry: Entry
  readonly number: number
  readonly set: (entry: Entry) => void
  readonly remove: (() => void) | null
}

/** One dose: how it is given, how much, over how long, and when. */
export function EntryFields({ entry, number, set, remove }: Props) {
  return (
    <fieldset className="te-entry">
      <legend>
        {WAYS[entry.kind]} {number}
      </legend>
      <div className="wm-fields te-fields">
        {entry.kind === 'nasal' ? (
          <>
            <Figure label="In one device" unit="mg" value={entry.mg} set={(mg) => set({ ...entry, mg })} />
            <Figure label="Devices" unit="number" whole value={entry.devices} set={(devices) => set({ ...entry, devices: Math.min(12, devices) })} />
            <Figure label="Between devices" unit="min" zero value={entry.apart} set={(apart) => set({ ...entry, apart })} />
          </>
        ) : (
          <>
            <Figure label="Dose" unit={entry.dose.unit} value={entry.dose.value} set={(value) => set({ ...entry, dose: { ...entry.dose, value } })} />
            <div>
              <Select
                label="Dose in"
                data={[
                  { value: 'mg', label: 'mg' },
                  { value: 'mg/kg', label: 'mg per kg' },
                ]}
                value={entry.dose.unit}
                allowDeselect={false}
                onChange={(unit) => set({ ...entry, dose: { ...entry.dose, unit: unit === 'mg' ? 'mg' : 'mg/kg' } })}
              />
            </div>
            {entry.kind === 'infusion' && <Figure label="Over" unit="min" value={entry.over} set={(over) => set({ ...entry, over })} />}
          </>
        )}
        <Figure label="Begins at" unit="min" zero value={entry.at} set={(at) => set({ ...entry, at })} />
      </div>
      {remove && (
        <Button variant="subtle" color="gray" onClick={remove}>
          Take this dose away
        </Button>
      )}
    </fieldset>
  )
}
