/** What can stand beside the timeline in place of the usual entry. */
export type PanelId =
  | 'rate'
  | 'bolus'
  | 'bag'
  | 'drug'
  | 'as-needed'
  | 'symptom'
  | 'note'
  | 'iv'
  | 'limits'
  | 'order'
  | 'stop-reason'
  | 'amend'
  | 'abandon'
  | 'more'
  | 'follow'
  | 'chair'
export type PanelProps = { readonly onClose: () => void; readonly open: (panel: PanelId) => void }
