import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useGet } from '../../ui/ask.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Mark } from '../../ui/Mark.tsx'
import { Note } from '../../ui/Note.tsx'
import { Page } from '../../ui/Page.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { date } from '../../ui/words.ts'
import type { Confirmations } from './confirm.ts'
import { withConfirmations } from './confirm.view.ts'
import { countNumbers, type Section } from './protocol.sentence.ts'
import type { LoadedProtocol } from './protocol.ts'
import { protocolWords } from './protocol.words.ts'
import { Sentences } from './Sentences.tsx'
import './ProtocolScreen.css'

/** A protocol to be read from top to bottom, on screen or on paper. */
export function ProtocolScreen({ id }: { readonly id: string }) {
  const answer = useGet<LoadedProtocol>(`/api/protocols/${encodeURIComponent(id)}`)
  const confirmations = useGet<{ readonly held: Confirmations['held'] }>(`/api/protocols/${encodeURIComponent(id)}/confirmations`)
  return (
    <Page
      tab={answer.data?.protocol.title ?? 'Protocol'}
      {...(answer.data ? { title: answer.data.protocol.title } : {})}
      back={{ to: '/protocols', word: 'Protocols' }}
      acts={answer.data && <Print />}
    >
      <ErrorNote error={answer.error} again={() => void answer.refetch()} />
      <ErrorNote error={confirmations.error} again={() => void confirmations.refetch()} />
      {answer.isPending && <Waiting rows={4} height={160} gap={24} />}
      {answer.data && <Reader of={answer.data} held={confirmations.data?.held} />}
    </Page>
  )
}

const Print = () => (
  <Button variant="default" leftSection={<IconPrinter size={20} />} onClick={() => window.print()}>
    Print
  </Button>
)

/** Until it is known who has confirmed what, the document speaks for itself and nothing can be confirmed. */
function Reader({ of: { ref, protocol: document }, held }: { readonly of: LoadedProtocol; readonly held: Confirmations['held'] | undefined }) {
  const protocol = held ? withConfirmations(document, held) : document
  const [, ...sections] = protocolWords(protocol)
  const { numbers, unconfirmed } = countNumbers(protocol)
  return (
    <>
      <div className="wm-stack">
        <p className="wm-protocol-summary">{protocol.summary}</p>
        <div className="wm-row">
          <span className="wm-soft">
            Version {ref.version}, from {date(protocol.effective)}
          </span>
          {protocol.approvedBy ? (
            <Mark kind="signed">{`Approved by ${protocol.approvedBy}`}</Mark>
          ) : (
            <Mark kind="unknown">No medical director has approved it yet</Mark>
          )}
          {protocol.offLabel && <Mark kind="scheduled">{protocol.drug.name} is off-label here</Mark>}
        </div>
        {unconfirmed > 0 && (
          <Note tone="due" title={`${unconfirmed} of ${numbers} numbers are still to be confirmed by the medical director`}>
            They are in force all the same, and marked wherever they stand below.
          </Note>
        )}
      </div>
      <div className="wm-protocol">
        <Contents sections={sections} />
        <div className="wm-protocol-text">
          {sections.map((section) => (
            <section key={section.id} id={section.id} aria-labelledby={`${section.id}-title`}>
              <h2 id={`${section.id}-title`}>{section.title}</h2>
              <Sentences section={section} sources={protocol.sources} version={ref} />
            </section>
          ))}
          <p className="wm-soft wm-small">
            This version is named by its content: <span className="wm-hash">{ref.hash}</span>
          </p>
        </div>
      </div>
    </>
  )
}

const Contents = ({ sections }: { readonly sections: readonly Section[] }) => (
  <nav className="wm-contents wm-screen-only" aria-label="Contents">
    <ol>
      {sections.map(({ id, title }) => (
        <li key={id}>
          <a href={`#${id}`}>{title}</a>
        </li>
      ))}
    </ol>
  </nav>
)
