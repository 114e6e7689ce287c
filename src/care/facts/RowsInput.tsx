import { Button, Checkbox } from '@mantine/core'
import type { FieldType } from '../../medicine/rules/types.ts'
import type { CatalogueSeen } from './answers.ts'
import type { Draft } from './draft.ts'
import { FieldInput } from './FieldInput.tsx'
import { nameWords } from './said.words.ts'

type Props = {
  readonly fields: Readonly<Record<string, FieldType>>
  readonly answers: Readonly<Record<string, string>> | undefined
  readonly catalogue: CatalogueSeen
  readonly draft: Draft
  readonly change: (draft: Draft) => void
}

/** A list: row by row, and whether these are all there are. */
export function RowsInput({ fields, answers, catalogue, draft, change }: Props) {
  const { rows } = draft
  const put = (i: number, name: string, text: string) => change({ ...draft, rows: rows.map((row, n) => (n === i ? { ...row, [name]: text } : row)) })
  return (
    <div className="wm-stack">
      {rows.map((row, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row has no name of its own while it is typed
        <fieldset key={i} className="wm-fact-row">
          <legend>Row {i + 1}</legend>
          <div className="wm-fields">
            {Object.entries(fields).map(([name, field]) => (
              <FieldInput
                key={name}
                label={capital(nameWords(name))}
                field={field}
                answers={answers}
                catalogue={catalogue}
                text={row[name] ?? ''}
                change={(text) => put(i, name, text)}
              />
            ))}
          </div>
          <Button variant="subtle" color="gray" size="compact-sm" onClick={() => change({ ...draft, rows: rows.filter((_, n) => n !== i) })}>
            Remove row {i + 1}
          </Button>
        </fieldset>
      ))}
      <div className="wm-row">
        <Button variant="default" onClick={() => change({ ...draft, rows: [...rows, {}] })}>
          Add a row
        </Button>
      </div>
      <Checkbox
        label={rows.length > 0 ? 'These are all there are' : 'There are none'}
        checked={draft.complete}
        onChange={(event) => change({ ...draft, complete: event.currentTarget.checked })}
      />
    </div>
  )
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
