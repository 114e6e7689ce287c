import { Anchor, Button, Select } from '@mantine/core'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { command, post } from '../../ui/api.ts'
import { useAct, useGet, useRefresh } from '../../ui/ask.ts'
import { Card } from '../../ui/Card.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Mark } from '../../ui/Mark.tsx'
import { useMay } from '../../ui/me.ts'
import { Page } from '../../ui/Page.tsx'
import { say } from '../../ui/said.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { howWords, kindWords, type LetterAnswer, type LettersAnswer } from './answers.ts'
import type { How, Letter, LetterKind } from './letter.ts'
import './letter.css'

/** One letter, to be read before it goes out, and the note that it did. */
export function LetterScreen({ id }: { readonly id: string }) {
  const { kind = 'patient' } = useParams({ strict: false }) as { kind?: LetterKind }
  const all = useGet<LettersAnswer>(`/api/patients/${id}/letters`)
  const people = all.data?.contacts.filter(({ role }) => role === kind) ?? []
  const [chosen, setChosen] = useState<string | null>(null)
  const contact = chosen ?? people[0]?.id
  const query = contact && kind !== 'patient' ? `?contact=${encodeURIComponent(contact)}` : ''
  const answer = useGet<LetterAnswer>(`/api/patients/${id}/letters/${encodeURIComponent(kind)}${query}`, { enabled: all.data !== undefined })
  const may = useMay()('letter.write')
  return (
    <Page
      tab="Letter"
      title={kindWords[kind] ?? 'Letter'}
      back={{ to: `/patients/${id}`, word: 'Chart' }}
      width="text"
      acts={
        answer.data &&
        may && (
          <Anchor href={`/api/patients/${id}/letters/${encodeURIComponent(kind)}/letter.pdf${query}`} target="_blank">
            As it would look (PDF)
          </Anchor>
        )
      }
    >
      <ErrorNote error={all.error ?? answer.error} />
      {answer.isPending && !answer.error && <Waiting rows={2} height={200} gap={24} />}
      {people.length > 1 && (
        <Select
          label="To"
          data={people.map(({ id: value, name }) => ({ value, label: name }))}
          value={contact ?? null}
          onChange={setChosen}
          allowDeselect={false}
        />
      )}
      {answer.data && <Read letter={answer.data.letter} grade={answer.data.grade} />}
      {answer.data && may && <Send id={id} kind={kind} contact={kind === 'patient' ? undefined : contact} />}
    </Page>
  )
}

const Read = ({ letter: { title, from, to, date, about, parts, signed, kind }, grade }: { readonly letter: Letter; readonly grade: number | null }) => (
  <Card title={title} says={`${from}, ${date}`}>
    <article className="lt-letter">
      <p className="wm-soft">{kind === 'patient' ? about : `${to.join(', ')}. ${about}`}.</p>
      {kind === 'patient' && grade !== null && (
        <Mark kind="confirmed" size="small">
          {`Reads at grade ${grade.toFixed(1)}`}
        </Mark>
      )}
      {parts.map(({ title: heading, says, list }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts of a fixed letter, in their order
        <section key={i}>
          {heading && <h3>{heading}</h3>}
          {list ? (
            <ul>
              {says.map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          ) : (
            says.map((text) => <p key={text}>{text}</p>)
          )}
        </section>
      ))}
      <p className="wm-soft">Signed on the screen by {signed}</p>
    </article>
  </Card>
)

function Send({ id, kind, contact }: { readonly id: string; readonly kind: LetterKind; readonly contact: string | undefined }) {
  const { busy, error, act } = useAct()
  const [how, setHow] = useState<How>(kind === 'patient' ? 'handed' : 'fax')
  const refresh = useRefresh()
  const navigate = useNavigate()
  const send = async () => {
    const data = { kind, how, ...(contact ? { contact } : {}) }
    if ((await act(() => post(`/api/patients/${id}/letters/commands`, command({ type: 'send', data })))) === null) return
    await refresh(`/api/patients/${id}/letters`)
    say(`Kept: ${howWords[how].toLowerCase()}`)
    await navigate({ to: `/patients/${id}` })
  }
  return (
    <Card title="It goes out" says="Print it and send it; Waymark sends nothing by itself. What went out is kept as it was, with your name.">
      <div className="wm-field-and-act">
        <Select
          label="By which way"
          data={Object.entries(howWords).map(([value, label]) => ({ value, label }))}
          value={how}
          onChange={(value) => setHow((value ?? 'printed') as How)}
          allowDeselect={false}
        />
        <Button loading={busy} onClick={() => void send()}>
          Keep that it went out
        </Button>
      </div>
      <ErrorNote error={error} />
    </Card>
  )
}
