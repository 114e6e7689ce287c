import { IconPhone } from '@tabler/icons-react'
import { useId, useState } from 'react'
import './CrisisHelp.css'

export type CrisisLine = { readonly name: string; readonly call?: string; readonly text?: string; readonly says?: string }

/** Reached from anywhere in the United States, by call and by text, at any hour. Always there, whatever a clinic adds. */
const LIFELINE: CrisisLine = { name: '988 Suicide and Crisis Lifeline', call: '988', text: '988', says: 'Free, day and night' }

const is988 = ({ call, text }: CrisisLine): boolean => call === '988' || text === '988'

/** The numbers themselves, each one tap: 988 first, then the clinic's own. */
export const CrisisLines = ({ lines }: { readonly lines: readonly CrisisLine[] }) => (
  <ul className="wm-crisis-lines">
    {[...(lines.some(is988) ? [] : [LIFELINE]), ...lines].map((line) => (
      <li key={line.name}>
        <span>
          <strong>{line.name}</strong>
          {line.says && <span className="wm-soft"> {line.says}</span>}
        </span>
        <span className="wm-crisis-acts">
          {line.call && (
            <a href={`tel:${line.call.replaceAll(/[^\d+]/g, '')}`}>
              Call<span className="wm-crisis-number"> {line.call}</span>
            </a>
          )}
          {line.text && (
            <a href={`sms:${line.text.replaceAll(/[^\d+]/g, '')}`}>
              Text<span className="wm-crisis-number"> {line.text}</span>
            </a>
          )}
        </span>
      </li>
    ))}
  </ul>
)

type Props = {
  readonly lines: readonly CrisisLine[]
  readonly words: { readonly button: string; readonly more: string; readonly danger: string; readonly close: string }
}

/** Help in a crisis, one tap away and in the same place on every page a patient sees. */
export function CrisisHelp({ lines, words }: Props) {
  const [open, setOpen] = useState(false)
  const id = useId()
  return (
    <div className="wm-crisis">
      <button type="button" className="wm-crisis-button" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        <IconPhone size={18} aria-hidden="true" /> {words.button}
      </button>
      <section id={id} className="wm-crisis-panel" hidden={!open} aria-label={words.button}>
        <p>{words.more}</p>
        <CrisisLines lines={lines} />
        <p>{words.danger}</p>
        <button type="button" className="wm-crisis-close" onClick={() => setOpen(false)}>
          {words.close}
        </button>
      </section>
    </div>
  )
}
