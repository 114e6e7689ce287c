import { SegmentedControl, Select, TextInput } from '@mantine/core'
import { useId } from 'react'
import type { FieldType } from '../../medicine/rules/types.ts'
import type { CatalogueSeen } from './answers.ts'

type Props = {
  readonly label: string
  readonly field: FieldType
  readonly answers: Readonly<Record<string, string>> | undefined
  readonly catalogue: CatalogueSeen
  readonly text: string
  readonly change: (text: string) => void
}

/** The control that fits the kind of answer. */
export function FieldInput({ label, field, answers = {}, catalogue, text, change }: Props) {
  const id = useId()
  const typed = { label, value: text, autoComplete: 'off', onChange: (event: { currentTarget: { value: string } }) => change(event.currentTarget.value) }
  switch (field.kind) {
    case 'yes-no':
      return (
        <div>
          <span id={id} className="wm-fact-label">
            {label}
          </span>
          <SegmentedControl
            aria-labelledby={id}
            value={text}
            onChange={change}
            data={[
              { value: 'yes', label: 'Yes' },
              { value: 'no', label: 'No' },
            ]}
          />
        </div>
      )
    case 'number':
      return <TextInput {...typed} inputMode="decimal" rightSection={<span className="wm-faint">{unitWord(field.unit)}</span>} rightSectionWidth={72} />
    case 'choice':
      return (
        <Select
          label={label}
          value={text || null}
          onChange={(chosen) => change(chosen ?? '')}
          data={field.of.map((value) => ({ value, label: answers[value] ?? value.replaceAll('-', ' ') }))}
        />
      )
    case 'code':
      return (
        <Select
          label={label}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': `Clear ${label}` }}
          value={text || null}
          onChange={(chosen) => change(chosen ?? '')}
          data={drugs(catalogue, text)}
          placeholder="Type to search"
        />
      )
    case 'date':
      return <TextInput {...typed} placeholder="2026-11-25, 2026-11 or 2026" />
    default:
      return <TextInput {...typed} />
  }
}

const unitWord = (unit: string): string => (unit.startsWith('{') ? '' : unit.replace('mm[Hg]', 'mmHg'))

/** The medicines that are known, and the one that stands there already. */
function drugs({ ingredients }: CatalogueSeen, now: string) {
  const known = [...new Map(ingredients.map(({ rxnorm, name }) => [rxnorm, { value: rxnorm, label: name }])).values()]
  return now === '' || known.some(({ value }) => value === now) ? known : [...known, { value: now, label: `code ${now}` }]
}
