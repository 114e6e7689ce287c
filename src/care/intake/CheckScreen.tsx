import { useEffect, useId, useState } from 'react'
import { get, post } from '../../ui/api.ts'
import { CrisisLines } from '../../ui/CrisisHelp.tsx'
import { uuidv7 } from '../../ui/uuid.ts'
import { Choices } from './phone/Choices.tsx'
import { Frame } from './phone/Frame.tsx'
import type { Clinic } from './phone/types.ts'
import { useTry, Wrong } from './phone/useTry.tsx'
import { CHECK, type Chosen, lookedAt, sharedOf } from './selfcheck.ts'
import { WORDS } from './words.ts'

type Here = { readonly clinic: (Clinic & { readonly id: string }) | null; readonly lines: Clinic['lines'] }

/** The public self-check: what is chosen stays in this page until somebody sends it. It is asked for nothing and answers no "yes" or "no". */
export function CheckScreen() {
  const [chosen, setChosen] = useState<Chosen>({})
  const [here, setHere] = useState<Here | null | 'asking'>('asking')
  useEffect(() => {
    void get<Here>('/api/check').then((answer) => setHere(answer.ok ? answer.value : null))
  }, [])
  const known = here === 'asking' ? null : here
  const looks = lookedAt(chosen)
  return (
    <Frame clinic={known?.clinic?.name ?? ''} lines={known?.lines ?? []} title={WORDS.check.title} of="check">
      <p>{WORDS.check.says}</p>
      <p>
        <strong>{WORDS.check.device}</strong>
      </p>
      <CrisisLines lines={known?.lines ?? []} />
      {CHECK.map(({ id, asks, answers }) => (
        <Choices
          key={id}
          small
          label={asks}
          options={answers.map((one) => ({ value: one.id, says: one.says }))}
          chosen={chosen[id]}
          choose={(value) => setChosen({ ...chosen, [id]: value })}
        />
      ))}
      <section className="ph-looks" aria-live="polite" aria-label={WORDS.check.why}>
        <h2>{WORDS.check.why}</h2>
        {looks.length === 0 ? (
          <p>{WORDS.check.nothing}</p>
        ) : (
          <ul>
            {looks.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        )}
      </section>
      {Object.keys(chosen).length > 0 && (
        <button type="button" className="ph-quiet" onClick={() => setChosen({})}>
          {WORDS.check.clear}
        </button>
      )}
      {known?.clinic ? <AskForVisit chosen={chosen} /> : here !== 'asking' && <p className="wm-soft">{WORDS.check.alone}</p>}
    </Frame>
  )
}

function AskForVisit({ chosen }: { readonly chosen: Chosen }) {
  const [id] = useState(uuidv7)
  const [form, setForm] = useState({ name: '', contact: '', message: '', website: '', share: true })
  const [sent, setSent] = useState(false)
  const { busy, error, act } = useTry()
  const field = useId()
  const put = (part: Partial<typeof form>) => setForm({ ...form, ...part })
  if (sent)
    return (
      <section className="ph-form" role="status">
        <h2>{WORDS.check.sent}</h2>
        <p>{WORDS.check.help}</p>
      </section>
    )
  const send = async () => {
    const { name, contact, message, website, share } = form
    const body = { id, name, contact, ...(message ? { message } : {}), ...(website ? { website } : {}), shared: share ? sharedOf(chosen) : [] }
    if (await act(() => post('/api/referrals', body))) setSent(true)
  }
  return (
    <form
      className="ph-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <h2>{WORDS.check.ask}</h2>
      <p>{WORDS.check.askSays}</p>
      <p>{WORDS.check.help}</p>
      <div className="ph-field">
        <label htmlFor={`${field}n`}>{WORDS.check.name}</label>
        <input id={`${field}n`} autoComplete="name" maxLength={120} value={form.name} onChange={(event) => put({ name: event.currentTarget.value })} />
      </div>
      <div className="ph-field">
        <label htmlFor={`${field}c`}>{WORDS.check.contact}</label>
        <input id={`${field}c`} maxLength={200} value={form.contact} onChange={(event) => put({ contact: event.currentTarget.value })} />
      </div>
      <div className="ph-field">
        <label htmlFor={`${field}m`}>{WORDS.check.message}</label>
        <textarea id={`${field}m`} maxLength={2000} value={form.message} onChange={(event) => put({ message: event.currentTarget.value })} />
      </div>
      <div className="ph-trap" aria-hidden="true">
        <label htmlFor={`${field}w`}>Website</label>
        <input id={`${field}w`} tabIndex={-1} autoComplete="off" value={form.website} onChange={(event) => put({ website: event.currentTarget.value })} />
      </div>
      <label className="ph-share">
        <input type="checkbox" checked={form.share} onChange={(event) => put({ share: event.currentTarget.checked })} />
        {WORDS.check.share}
      </label>
      <Wrong error={error} />
      <button type="submit" className="ph-go" disabled={busy}>
        {WORDS.check.send}
      </button>
    </form>
  )
}
