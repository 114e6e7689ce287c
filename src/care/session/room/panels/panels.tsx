import { BagPanel } from '../pump/BagPanel.tsx'
import { BolusPanel } from '../pump/BolusPanel.tsx'
import { RatePanel } from '../pump/RatePanel.tsx'
import { AbandonPanel } from './AbandonPanel.tsx'
import { AmendPanel } from './AmendPanel.tsx'
import { AsNeededPanel } from './AsNeededPanel.tsx'
import { DrugPanel } from './DrugPanel.tsx'
import { IvPanel } from './IvPanel.tsx'
import { LimitsPanel } from './LimitsPanel.tsx'
import { MorePanel } from './MorePanel.tsx'
import { NotePanel } from './NotePanel.tsx'
import { OrderPanel } from './OrderPanel.tsx'
import { StopReasonPanel } from './StopReasonPanel.tsx'
import { SymptomPanel } from './SymptomPanel.tsx'

export type PanelProps = { readonly onClose: () => void; readonly open: (panel: PanelId) => void }

/** Everything that opens beside the timeline. */
const PANELS = {
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
} as const
export type PanelId = keyof typeof PANELS

export function OpenPanel({ panel, ...props }: PanelProps & { readonly panel: PanelId }) {
  const Open = PANELS[panel]
  return <Open {...props} />
}
