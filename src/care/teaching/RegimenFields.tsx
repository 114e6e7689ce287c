import { Button, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Model } from '../../medicine/pk/pk.ts'
import { Mark } from '../../ui/Mark.tsx'
import { type Book, fitting, numbersOf, type Published, publishedAs, regimenOf } from './book.ts'
import { EntryFields } from './EntryFields.tsx'
import type { Entry, Regimen } from './teaching.ts'

type Props = { readonly book: Book; readonly model: Model; readonly regimen: Regimen; readonly set: (regimen: Regimen) => void }

/** A published regimen, or doses of one's own. */
export function RegimenFields({ book, model, regimen, set }: Props) {
  const published = publishedAs(book, regimen)
  const options = fitting(book, model)
  const group = (drug: Model['drug']) => ({
    group: `Published, ${drug}`,
    items: options.filter((one) => one.drug === drug).map(({ id, title }) => ({ value: id, label: title })),
  })
  const drugs = [...new Set(options.map(({ drug }) => drug))]
  const choose = (id: string | null) => {
    const one = book.regimens.find((other) => other.id === id)
    if (one) set(regimenOf(one))
  }
  return (
    <div className="wm-stack te-tight">
      <Select
        label="Regimen"
        data={drugs.map(group)}
        value={published?.id ?? null}
        placeholder="Doses of your own"
        allowDeselect={false}
        onChange={choose}
        maxDropdownHeight={360}
      />
      {published ? <About of={published} book={book} model={model} /> : <p className="wm-soft wm-small">Doses of your own; no source stands behind them.</p>}
      <details className="te-more" open={published ? undefined : true}>
        <summary>The doses</summary>
        <Doses model={model} regimen={regimen} set={set} usual={options} />
      </details>
    </div>
  )
}

/** What was published, by whom, what nobody has confirmed, and what was measured. */
function About({ of, book, model }: { readonly of: Published; readonly book: Book; readonly model: Model }) {
  const numbers = numbersOf(of)
  const tags = [...new Set(numbers.map(({ source }) => source))]
  const unread = numbers.some(({ confirmed }) => !confirmed)
  const words = (tag: string) => [book.sources[tag]?.title ?? tag, book.sources[tag]?.trust].filter(Boolean).join('; ')
  return (
    <div className="te-about">
      <p>{of.says}</p>
      <p className="wm-soft wm-small">Source: {tags.map(words).join('. ')}.</p>
      {numbers
        .flatMap(({ note }) => (note ? [note] : []))
        .filter((note, i, all) => all.indexOf(note) === i)
        .map((note) => (
          <p key={note} className="wm-soft wm-small">
            {note}
          </p>
        ))}
      {unread && (
        <Mark kind="unknown" size="small">
          Not all of its numbers were read in the source
        </Mark>
      )}
      {of.drug !== model.drug && <Mark kind="warning" size="small">{`Published for ${of.drug}; this model is of ${model.drug}`}</Mark>}
      {of.observed?.map(({ says, source }) => (
        <p key={says} className="wm-small">
          <strong>Reported:</strong> {says} <span className="wm-soft">{words(source)}.</span>
        </p>
      ))}
    </div>
  )
}

type DosesProps = Omit<Props, 'book'> & { readonly usual: readonly Published[] }

function Doses({ model, regimen, set, usual }: DosesProps) {
  const { entries, days } = regimen
  const change = (i: number, entry: Entry) => set({ ...regimen, entries: entries.map((one, at) => (at === i ? entry : one)) })
  const more = (kind: Entry['kind']) => {
    const found = usual.flatMap((one) => regimenOf(one).entries).find((one) => one.kind === kind)
    if (found) set({ ...regimen, entries: [...entries, { ...found, at: afterwards(entries) }] })
  }
  const words = { infusion: 'an infusion', bolus: 'a dose at once', nasal: 'nasal devices' } as const
  return (
    <div className="wm-stack te-tight">
      {entries.map((entry, i) => (
        <EntryFields
          // biome-ignore lint/suspicious/noArrayIndexKey: a dose has no name but its place
          key={`${entry.kind} ${i}`}
          entry={entry}
          number={i + 1}
          set={(next) => change(i, next)}
          remove={entries.length > 1 ? () => set({ ...regimen, entries: entries.filter((_, at) => at !== i) }) : null}
        />
      ))}
      {entries.length < 12 && (
        <div className="wm-row">
          {model.doses.map((kind) => (
            <Button key={kind} variant="default" onClick={() => more(kind)}>
              Add {words[kind]}
            </Button>
          ))}
        </div>
      )}
      <Days days={days} set={(next) => set({ ...regimen, days: next })} />
    </div>
  )
}

const afterwards = (entries: readonly Entry[]): number =>
  Math.max(0, ...entries.map((one) => one.at + (one.kind === 'infusion' ? one.over : one.kind === 'nasal' ? one.apart * one.devices : 0)))

/** Several sessions: the days on which the doses above are given, the first being 0. */
function Days({ days, set }: { readonly days: readonly number[]; readonly set: (days: readonly number[]) => void }) {
  const [text, write] = useState<string | null>(null)
  const read = (typed: string): readonly number[] | null => {
    const found = typed
      .split(/[\s,;]+/)
      .filter(Boolean)
      .map(Number)
    const fits =
      found.length > 0 &&
      found.length <= 60 &&
      found.every((day, i) => Number.isInteger(day) && day >= 0 && day <= 3650 && (i === 0 || day > (found[i - 1] as number)))
    return fits ? found : null
  }
  const shown = text ?? days.join(', ')
  return (
    <TextInput
      label="On days"
      description="0 is the first session; 0, 3, 7 gives the same doses on three days"
      value={shown}
      error={read(shown) ? undefined : `Whole days that ascend, such as 0, 3, 7; ${days.join(', ')} is still shown`}
      onChange={({ currentTarget }) => {
        write(currentTarget.value)
        const found = read(currentTarget.value)
        if (found) set(found)
      }}
      onBlur={() => read(shown) && write(null)}
    />
  )
}
