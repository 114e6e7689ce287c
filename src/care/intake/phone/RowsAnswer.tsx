import { useState } from 'react'
import type { FactDefinition, Row, Value } from '../../../medicine/rules/types.ts'
import { saidBack } from '../adequacy.ts'
import type { Ingredient } from '../ingredients.ts'
import { unitWords } from '../units.ts'
import { WORDS } from '../words.ts'
import { nameField, RowForm } from './RowForm.tsx'

type Rows = Extract<Value, { rows: readonly Row[] }>
type Props = {
  readonly fact: FactDefinition
  readonly list: readonly Ingredient[]
  readonly weeksNeeded: number | null
  readonly before: Rows | undefined
  /** Saved with every row; `on` when they are done with the list. */
  readonly save: (value: Rows, on: boolean) => void
  /** While one is written, nothing else on the page answers for the list. */
  readonly writing: (is: boolean) => void
}

/** A list that grows one by one; only "that is all of them" makes it whole. */
export function RowsAnswer({ fact, list, weeksNeeded, before, save, writing }: Props) {
  const [rows, setRows] = useState<readonly Row[]>(before?.rows ?? [])
  const [open, openAt] = useState<number | null>(null)
  const setOpen = (at: number | null) => {
    openAt(at)
    writing(at !== null)
  }
  const fields = fact.type.kind === 'rows' ? fact.type.fields : {}
  const put = (next: readonly Row[]) => {
    setRows(next)
    save({ rows: next, complete: false }, false)
    setOpen(null)
  }
  if (open !== null)
    return (
      <RowForm
        fields={fields}
        answers={fact.ask.answers ?? {}}
        list={list}
        before={rows[open] ?? null}
        keep={(row) => put(open < rows.length ? rows.with(open, row) : [...rows, row])}
        cancel={() => setOpen(null)}
      />
    )
  const named = nameField(fields)
  return (
    <div className="ph-form">
      {rows.length > 0 && (
        <ul className="ph-rows">
          {rows.map((row, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row has no name of its own but its place
            <li key={i}>
              <strong>{String(row[named] ?? '')}</strong>
              <span className="wm-soft">{brief(row, fields)}</span>
              {fact.id === 'treatment-trials' && (
                <span className="ph-back-said">
                  {saidBack(row, weeksNeeded === null ? null : { value: weeksNeeded }).map((line) => (
                    <span key={line}>{line}</span>
                  ))}
                </span>
              )}
              <span className="ph-row-acts">
                <button type="button" className="ph-quiet" onClick={() => setOpen(i)} aria-label={`${WORDS.rows.change} ${row[named]}`}>
                  {WORDS.rows.change}
                </button>
                <button
                  type="button"
                  className="ph-quiet"
                  onClick={() => put(rows.filter((_, n) => n !== i))}
                  aria-label={`${WORDS.rows.remove} ${row[named]}`}
                >
                  {WORDS.rows.remove}
                </button>
              </span>
            </li>
          ))}
        </ul>
      )}
      <button type="button" className="ph-add" onClick={() => setOpen(rows.length)}>
        {rows.length === 0 ? WORDS.rows.add : WORDS.rows.more}
      </button>
      <button type="button" className="ph-go" onClick={() => save({ rows, complete: true }, true)}>
        {rows.length === 0 ? WORDS.rows.none : WORDS.rows.all}
      </button>
      {rows.length > 0 && (
        <button type="button" className="ph-quiet" onClick={() => save({ rows, complete: false }, true)}>
          {WORDS.rows.some}
        </button>
      )}
    </div>
  )
}

const brief = (row: Row, fields: Readonly<Record<string, { readonly kind: string; readonly unit?: string }>>): string =>
  Object.entries(row)
    .flatMap(([name, value]) =>
      fields[name]?.kind === 'number' ? [name === 'improvement' ? `${value}% better` : `${value} ${unitWords(fields[name]?.unit ?? '')}`] : [],
    )
    .join(', ')
