import type { ComponentType } from 'react'
import { BagPanel } from '../pump/BagPanel.tsx'
import { BolusPanel } from '../pump/BolusPanel.tsx'
import { RatePanel } from '../pump/RatePanel.tsx'
import { AbandonPanel } from './AbandonPanel.tsx'
import { AmendPanel } from './AmendPanel.tsx'
import { AsNeededPanel } from './AsNeededPanel.tsx'
import { ChairPanel } from './ChairPanel.tsx'
import { DrugPanel } from './DrugPanel.tsx'
import { FollowPanel } from './FollowPanel.tsx'
import { IvPanel } from './IvPanel.tsx'
import { KeysPanel } from './KeysPanel.tsx'
import { LimitsPanel } from './LimitsPanel.tsx'
import { MorePanel } from './MorePanel.tsx'
import { NotePanel } from './NotePanel.tsx'
import { OrderPanel } from './OrderPanel.tsx'
import type { PanelId, PanelProps } from './panelId.ts'
import { StopReasonPanel } from './StopReasonPanel.tsx'
import { SymptomPanel } from './SymptomPanel.tsx'

/** Everything that opens beside the timeline. */
const PANELS: Readonly<Record<PanelId, ComponentType<PanelProps>>> = {
  rate: RatePanel,
  bolus: BolusPanel,
  bag: BagPanel,
  drug: DrugPanel,
  'as-needed': AsNeededPanel,
  symptom: SymptomPanel,
  note: NotePanel,
  iv: IvPanel,
  limits: LimitsPanel,
  order: OrderPanel,
  'stop-reason': StopReasonPanel,
  amend: AmendPanel,
  abandon: AbandonPanel,
  more: MorePanel,
  follow: FollowPanel,
  chair: ChairPanel,
  keys: KeysPanel,
}

export function OpenPanel({ panel, ...props }: PanelProps & { readonly panel: PanelId }) {
  const Open = PANELS[panel]
  return <Open {...props} />
}
