import { Button } from '@mantine/core'
import { useState } from 'react'
import { now } from '../../../ui/clock.ts'
import { HoldButton } from '../../../ui/HoldButton.tsx'
import { totals } from '../session.ts'
import { useOption, useRoom } from './context.tsx'
import { shortest } from './figures.view.ts'
import { Answers } from './form/Answers.tsx'
import { type Give, useGive } from './form/useGive.tsx'
import { Undo } from './history/Undo.tsx'
import type { PanelId } from './panels/panelId.ts'
import { rateBeforePause } from './pump/rate.view.ts'

type Props = { readonly panel: PanelId | null; readonly open: (panel: PanelId) => void }

/** Under the thumb: what is wanted at once. The rest is behind "More". */
export function ActionBar({ panel, open }: Props) {
  const give = useGive()
  const door = (id: PanelId, words: string, only = '') => (
    <Button key={id} size="lg" variant="default" className={only} aria-pressed={panel === id} onClick={() => open(id)}>
      {words}
    </Button>
  )
  const [rate, drug, symptom, note] = [useOption('change-rate'), useOption('give-drug'), useOption('record-adverse-event'), useOption('write-note')]
  const order = useOption('order-as-needed')
  return (
    <div className="rm-bar-place">
      <Answers of={give} />
      <Undo />
      <fieldset className="rm-actions" aria-label="Actions">
        <PauseResume give={give} />
        {rate.can && door('rate', 'Rate', 'rm-wide-only')}
        {(drug.can || order.can) && door('drug', 'Drug', 'rm-desk-only')}
        {symptom.can && door('symptom', 'Symptom', 'rm-wide-only')}
        {note.can && door('note', 'Note', 'rm-desk-only')}
        {door('more', 'More')}
        <span className="rm-spring" />
        <EmergencyButton give={give} />
        <Stop give={give} open={open} />
      </fieldset>
    </div>
  )
}

/** One tap each way; a pause is harmless to take back, and its record says what was done at the pump. */
function PauseResume({ give }: { readonly give: Give }) {
  const { session } = useRoom()
  const [pause, resume] = [useOption('pause'), useOption('resume')]
  const rate = rateBeforePause(session)
  if (pause.can)
    return (
      <Button size="lg" color="yellow" variant="light" loading={give.busy} onClick={() => give.give({ type: 'pause', data: {} })}>
        Pause
      </Button>
    )
  if (!resume.can || !rate || session.status !== 'dosing') return null
  return (
    <Button size="lg" loading={give.busy} onClick={() => give.give({ type: 'resume', data: { rateMlPerHour: rate } })}>
      Resume <span className="rm-resume-rate">{shortest(rate, 1)} mL/h</span>
    </Button>
  )
}

function EmergencyButton({ give }: { readonly give: Give }) {
  const option = useOption('open-emergency')
  if (!option.can) return null
  return (
    <Button size="lg" color="red" variant="outline" loading={give.busy} onClick={() => give.give({ type: 'open-emergency', data: { kind: 'other' } })}>
      Emergency
    </Button>
  )
}

/** Held, not asked about. A dose that is not complete then says why, after the fact is safe. */
function Stop({ give, open }: { readonly give: Give; readonly open: (panel: PanelId) => void }) {
  const { session } = useRoom()
  const option = useOption('stop-infusion')
  const [held, setHeld] = useState(false)
  if (!option.can || session.status !== 'dosing') return null
  const stop = () => {
    const t = totals(session, now())
    const complete = t !== null && Number(t.deliveredMg) >= Number(t.orderedMg)
    setHeld(true)
    void give
      .give(
        { type: 'stop-infusion', data: complete ? { reason: 'complete' } : { reason: 'other', remark: 'Reason not given yet' } },
        { saved: () => !complete && open('stop-reason') },
      )
      .then(() => setHeld(false))
  }
  return (
    <HoldButton tone="alert" size="large" disabled={held} onHeld={stop}>
      Stop
    </HoldButton>
  )
}
