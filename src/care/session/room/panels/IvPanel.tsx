import { Button, TextInput } from '@mantine/core'
import { clock } from '../../../../ui/words.ts'
import { useDraft, useOption, useRoom } from '../context.tsx'
import { Answers } from '../form/Answers.tsx'
import { Choice } from '../form/Choice.tsx'
import { Panel } from '../form/Panel.tsx'
import { useGive } from '../form/useGive.tsx'
import type { PanelProps } from './panelId.ts'

const SITES = ['Left hand', 'Left forearm', 'Left elbow', 'Right hand', 'Right forearm', 'Right elbow'] as const
const GAUGES = ['18 G', '20 G', '22 G', '24 G'] as const
const EMPTY = { site: '', gauge: '', attempts: 1, remark: '' }

/** The IV from placing to removal: what can be said now is what its state allows. */
export function IvPanel({ onClose }: { readonly onClose?: PanelProps['onClose'] }) {
  const { session, zone } = useRoom()
  const { iv } = session
  const inPlace = iv !== undefined && !iv.removed
  return (
    <Panel title="IV" says={inPlace ? `${iv.site}, ${iv.gauge}, since ${clock(iv.at, zone)}` : undefined} onClose={onClose}>
      {inPlace ? <Check onClose={onClose} /> : <Place onClose={onClose} />}
    </Panel>
  )
}

function Place({ onClose }: { readonly onClose: (() => void) | undefined }) {
  const [draft, setDraft, clear] = useDraft('iv', EMPTY)
  const give = useGive()
  const done = () => {
    clear()
    onClose?.()
  }
  return (
    <>
      <Choice
        label="Site"
        value={draft.site}
        onChange={(site) => setDraft({ ...draft, site })}
        options={SITES.map((value) => ({ value, label: value }))}
        error={give.why('site')}
      />
      <Choice
        label="Gauge"
        value={draft.gauge}
        onChange={(gauge) => setDraft({ ...draft, gauge })}
        options={GAUGES.map((value) => ({ value, label: value }))}
        error={give.why('gauge')}
      />
      <Choice
        label="Attempts"
        value={draft.attempts}
        onChange={(attempts) => setDraft({ ...draft, attempts })}
        options={[1, 2, 3, 4].map((value) => ({ value, label: String(value) }))}
        error={give.why('attempts')}
      />
      <Answers of={give} fields={['site', 'gauge', 'attempts']} />
      <Button
        size="lg"
        disabled={!draft.site || !draft.gauge}
        loading={give.busy}
        onClick={() => give.give({ type: 'place-iv', data: { site: draft.site, gauge: draft.gauge, attempts: draft.attempts } }, { saved: done })}
      >
        IV placed
      </Button>
    </>
  )
}

function Check({ onClose }: { readonly onClose: (() => void) | undefined }) {
  const [draft, setDraft, clear] = useDraft('iv', EMPTY)
  const give = useGive()
  const remove = useOption('remove-iv')
  const how = {
    saved: () => {
      clear()
      onClose?.()
    },
  }
  const remark = draft.remark ? { remark: draft.remark } : {}
  return (
    <>
      <TextInput
        size="md"
        label="Remark"
        value={draft.remark}
        onChange={(event) => setDraft({ ...draft, remark: event.currentTarget.value })}
        error={give.why('remark')}
      />
      <div className="rm-pair">
        <Button size="lg" loading={give.busy} onClick={() => give.give({ type: 'check-iv', data: { patent: true, ...remark } }, how)}>
          Patent, no swelling
        </Button>
        <Button
          size="lg"
          color="yellow"
          variant="outline"
          loading={give.busy}
          onClick={() => give.give({ type: 'check-iv', data: { patent: false, ...remark } }, how)}
        >
          Not patent
        </Button>
      </div>
      {remove.can && (
        <div className="rm-pair">
          <Button size="lg" variant="default" loading={give.busy} onClick={() => give.give({ type: 'remove-iv', data: { intact: true, ...remark } }, how)}>
            Removed, intact
          </Button>
          <Button size="lg" variant="default" loading={give.busy} onClick={() => give.give({ type: 'remove-iv', data: { intact: false, ...remark } }, how)}>
            Removed, not intact
          </Button>
        </div>
      )}
      <Answers of={give} fields={['remark']} />
    </>
  )
}
