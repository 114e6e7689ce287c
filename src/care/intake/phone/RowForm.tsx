import { useEffect, useId, useRef, useState } from 'react'
import type { FieldType, Row, Scalar } from '../../../medicine/rules/types.ts'
import { classOf, type Ingredient } from '../ingredients.ts'
import { unitWords } from '../units.ts'
import { WORDS } from '../words.ts'
import { Choices } from './Choices.tsx'
import { DateFields, dayFrom, dayOf, NO_DAY } from './DateFields.tsx'
import { MedicineName } from './MedicineName.tsx'

type Fields = Readonly<Record<string, FieldType>>
type Props = {
  readonly fields: Fields
  readonly answers: Readonly<Record<string, string>>
  readonly list: readonly Ingredient[]
  readonly before: Row | null
  readonly keep: (row: Row) => void
  readonly cancel: () => void
}

/** Which field holds the name, which the code; both come from the search. */
const NAMES = ['drug', 'name', 'substance']
export const nameField = (fields: Fields): string => NAMES.find((one) => Object.hasOwn(fields, one)) ?? Object.keys(fields)[0] ?? 'name'
const FROM_SEARCH = new Set(['ingredient', 'drug-class', ...NAMES])

const labelOf = (field: string, fields: Fields): string => {
  if (field === 'dose' && Object.hasOwn(fields, 'status')) return WORDS.rows.doseNow
  return field in WORDS.rows ? WORDS.rows[field as keyof typeof WORDS.rows] : field.replaceAll('-', ' ')
}

/** One medicine, trial or allergy. Only the name is needed. */
export function RowForm({ fields, answers, list, before, keep, cancel }: Props) {
  const named = nameField(fields)
  const [row, setRow] = useState<Row>(before ?? {})
  // Whoever goes back in the middle keeps what they typed; only "Leave it" lets it go.
  const left = useRef({ row, keep, settled: false })
  left.current = { ...left.current, row, keep }
  useEffect(
    () => () => {
      const { row: typed, keep: keeps, settled } = left.current
      if (!settled && typed !== before && typeof typed[named] === 'string') keeps(typed)
    },
    [before, named],
  )
  const settle = (then: () => void) => {
    left.current.settled = true
    then()
  }
  const put = (field: string, value: Scalar | undefined) => {
    const { [field]: _, ...rest } = row
    setRow(value === undefined ? rest : { ...rest, [field]: value })
  }
  const pick = (name: string, ingredient: Ingredient | null) => {
    const of = fields['drug-class']
    const group = ingredient && of?.kind === 'choice' ? classOf(ingredient, of.of) : undefined
    setRow({ ...row, [named]: name, ...(ingredient ? { ingredient: ingredient.rxnorm } : {}), ...(group ? { 'drug-class': group } : {}) })
  }
  if (typeof row[named] !== 'string')
    return (
      <div className="ph-form">
        <MedicineName list={list} pick={pick} />
        <button type="button" className="ph-quiet" onClick={() => settle(cancel)}>
          {WORDS.rows.cancel}
        </button>
      </div>
    )
  // When it ended is asked of what has ended.
  const shown = Object.entries(fields).filter(([name]) => !FROM_SEARCH.has(name) && (name !== 'until' || row.status === 'stopped'))
  return (
    <form
      className="ph-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        settle(() => keep(row))
      }}
    >
      <h2>{row[named]}</h2>
      <p className="wm-soft">{WORDS.rows.guess}</p>
      {shown.map(([name, field]) => (
        <Field key={name} field={field} label={labelOf(name, fields)} answers={answers} value={row[name]} put={(value) => put(name, value)} />
      ))}
      <button type="submit" className="ph-go">
        {WORDS.rows.keep}
      </button>
      <button type="button" className="ph-quiet" onClick={() => settle(cancel)}>
        {WORDS.rows.cancel}
      </button>
    </form>
  )
}

type FieldProps = {
  readonly field: FieldType
  readonly label: string
  readonly answers: Readonly<Record<string, string>>
  readonly value: Scalar | undefined
  readonly put: (value: Scalar | undefined) => void
}

function Field({ field, label, answers, value, put }: FieldProps) {
  const id = useId()
  const [typed, setTyped] = useState(value === undefined ? '' : String(value))
  const [day, setDay] = useState(typeof value === 'string' ? dayFrom(value) : NO_DAY)
  if (field.kind === 'yes-no') return <Choices small label={label} options={[yes, no]} chosen={typeof value === 'boolean' ? value : undefined} choose={put} />
  if (field.kind === 'choice') {
    const options = field.of.map((one) => ({ value: one, says: answers[one] ?? one.replaceAll('-', ' ') }))
    return <Choices small label={label} options={options} chosen={typeof value === 'string' ? value : undefined} choose={put} />
  }
  if (field.kind === 'date')
    return (
      <DateFields
        label={label}
        value={day}
        onChange={(next) => {
          setDay(next)
          put(dayOf(next) ?? undefined)
        }}
      />
    )
  const number = field.kind === 'number'
  return (
    <div className="ph-field">
      <label htmlFor={id}>{label}</label>
      <div className="ph-number">
        <input
          id={id}
          inputMode={number ? 'decimal' : 'text'}
          maxLength={number ? 7 : 200}
          value={typed}
          onChange={(event) => {
            const text = event.currentTarget.value
            setTyped(text)
            const amount = text.trim() === '' ? Number.NaN : Number(text.replace(',', '.'))
            put(number ? (Number.isFinite(amount) && amount >= 0 ? amount : undefined) : text.trim() || undefined)
          }}
        />
        {number && <span>{unitWords(field.unit)}</span>}
      </div>
      {number && typed.trim() !== '' && value === undefined && (
        <p role="alert" className="ph-wrong">
          {WORDS.asking.number}
        </p>
      )}
    </div>
  )
}

const yes = { value: true, says: WORDS.asking.yes }
const no = { value: false, says: WORDS.asking.no }
