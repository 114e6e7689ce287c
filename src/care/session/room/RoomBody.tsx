import { useState } from 'react'
import { Note } from '../../../ui/Note.tsx'
import { ActionBar } from './ActionBar.tsx'
import { AlertBar } from './alerts/AlertBar.tsx'
import { Emergency } from './alerts/Emergency.tsx'
import { Checklist } from './before/Checklist.tsx'
import { useRoom } from './context.tsx'
import { History } from './history/History.tsx'
import { Looks } from './Looks.tsx'
import { Level } from './level/Level.tsx'
import type { PanelId } from './panels/panelId.ts'
import { OpenPanel } from './panels/panels.tsx'
import { Totals } from './pump/Totals.tsx'
import { ReadingsEntry } from './readings/ReadingsEntry.tsx'
import { Recovery } from './recovery/Recovery.tsx'
import { Signing } from './recovery/Signing.tsx'
import { Unsaved } from './SaveState.tsx'
import { Timeline } from './timeline/Timeline.tsx'
import { useKeys } from './useKeys.tsx'

/** Timeline left, what is to be done right, the bar of actions below; upright, the one above the other. */
export function RoomBody() {
  const [panel, setPanel] = useState<PanelId | null>(null)
  const { session } = useRoom()
  useKeys(setPanel)
  const emergency = session.emergencies.some((one) => !one.closed)
  return (
    <div className="rm-room" data-status={session.status} data-emergency={emergency || undefined}>
      <AlertBar />
      <Unsaved />
      <div className="rm-columns">
        <div className="rm-seen">
          <Totals />
          <Timeline />
          <Level />
        </div>
        <div className="rm-done">
          <Looks />
          <History />
        </div>
        <div className="rm-entered">
          {emergency && <Emergency />}
          {panel && <OpenPanel panel={panel} onClose={() => setPanel(null)} open={setPanel} />}
          {/* Stays mounted under an open panel, so that nothing typed and no scroll place is lost. */}
          <div hidden={panel !== null}>
            <Now open={setPanel} />
          </div>
        </div>
      </div>
      <ActionBar panel={panel} open={(next) => setPanel(next === panel ? null : next)} />
    </div>
  )
}

function Now({ open }: { readonly open: (panel: PanelId) => void }) {
  const { session } = useRoom()
  switch (session.status) {
    case 'scheduled':
    case 'arrived':
    case 'ready':
      return <Checklist />
    case 'dosing':
      return <ReadingsEntry />
    case 'recovering':
      return <Recovery />
    case 'discharged':
    case 'signed':
      return <Signing open={open} />
    case 'abandoned':
      return <Note title="This session was called off">{session.abandoned?.reason}</Note>
    default:
      return session satisfies never
  }
}
