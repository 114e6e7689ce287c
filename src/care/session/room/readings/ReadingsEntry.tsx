import { Button, TextInput } from '@mantine/core'
import { useMemo } from 'react'
import { Mark } from '../../../../ui/Mark.tsx'
import { many } from '../../../../ui/words.ts'
import { useOption, useRoom } from '../context.tsx'
import { quantitiesInWords } from '../figures.view.ts'
import { Answers } from '../form/Answers.tsx'
import { When } from '../form/When.tsx'
import { targets } from '../timeline/targets.view.ts'
import { DueLine } from './DueLine.tsx'
import { EntryArea } from './EntryArea.tsx'
import { MonitorLine } from './MonitorLine.tsx'
import { Tile } from './Tile.tsx'
import { useEntry } from './useEntry.tsx'
import './readings.css'

/** A full set in one place: monitor's values to accept, a pad to type, everything by keyboard too. */
export function ReadingsEntry({ title = 'Readings' }: { readonly title?: string }) {
  const { session, protocol } = useRoom()
  const entry = useEntry()
  const option = useOption('record-readings')
  const limits = useMemo(() => targets(session, protocol), [session, protocol])
  if (!option.can) return null

  const { draft, give } = entry
  return (
    <form
      ref={entry.form}
      className="rm-readings"
      aria-label={title}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!entry.empty) void entry.save()
      }}
      onKeyDown={(event) => event.key === 'Escape' && entry.setActive(null)}
    >
      <DueLine />
      <div className="rm-tiles" data-many={entry.fields.length > 7 || undefined}>
        {entry.fields.map((q) => (
          <Tile key={q} q={q} entry={entry} target={limits[q]} />
        ))}
        {!draft.more && (
          <button type="button" className="rm-tile rm-tile-more" onClick={() => entry.put({ more: true })}>
            More
          </button>
        )}
      </div>
      <MonitorLine />
      {entry.fields.flatMap((q) => {
        const error = give.why(q)
        return error
          ? [
              <p key={q} className="rm-error" role="alert">
                {error}
              </p>,
            ]
          : []
      })}
      <Answers of={give} fields={[...entry.fields, 'lateReason']} />
      <Save entry={entry} />
      <EntryArea entry={entry} />
      <details className="rm-late" open={draft.at !== null || undefined}>
        <summary>Entered later?</summary>
        <When value={draft.at} onChange={(at) => entry.put({ at })} />
        {(draft.at !== null || give.why('lateReason')) && (
          <TextInput
            size="md"
            label="Why later"
            value={draft.lateReason}
            onChange={(event) => entry.put({ lateReason: event.currentTarget.value })}
            error={give.why('lateReason')}
          />
        )}
      </details>
    </form>
  )
}

function Save({ entry }: { readonly entry: ReturnType<typeof useEntry> }) {
  const count = Object.keys(entry.set.values).length
  const offered = Object.keys(entry.set.from).length
  const without = entry.wanted.filter((q) => !entry.filled(q))
  return (
    <div className="rm-save">
      <div className="rm-save-says">
        {offered > 0 && (
          <Mark kind="unconfirmed" size="small">
            {many(offered, 'value')} from the monitor
          </Mark>
        )}
        {count > 0 && without.length > 0 && <span className="wm-small rm-error">Due and not entered: {quantitiesInWords(without)}</span>}
      </div>
      <Button data-save type="submit" size="lg" fullWidth disabled={entry.empty} loading={entry.give.busy}>
        {offered > 0 ? `Accept set (${count})` : `Save set (${count})`}
      </Button>
    </div>
  )
}
