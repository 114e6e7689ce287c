import { Panel } from '../form/Panel.tsx'
import type { PanelProps } from './panelId.ts'

/** Keys of the room, where nobody is typing. The list itself is behind the question mark. */
const KEYS: readonly (readonly [string, string])[] = [
  ['R', 'Readings: to the first field'],
  ['A', 'To the first alert'],
  ['S', 'Symptom or event'],
  ['N', 'Note'],
  ['D', 'Drug as needed'],
  ['C', 'Change rate'],
  ['M', 'More'],
  ['H', 'History'],
  ['T', 'Timeline; there: left and right move, up and down read a set, + and − zoom, 0 shows all'],
  ['Enter', 'In a set: the next field, after the last one save'],
  ['Esc', 'Close what is open; what was typed stays'],
  ['?', 'This list'],
]

export const KeysPanel = ({ onClose }: PanelProps) => (
  <Panel title="Keys of the room" says="Where nobody is typing, one key does it." onClose={onClose}>
    <dl className="rm-keys">
      {KEYS.map(([key, words]) => (
        <div key={key}>
          <dt>
            <kbd className="wm-key">{key}</kbd>
          </dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  </Panel>
)
