import { Mark } from '../../ui/Mark.tsx'
import { ConfirmNumber, type Version } from './ConfirmNumber.tsx'
import type { NumberPart, Section, Sentence } from './protocol.sentence.ts'
import type { Source } from './protocol.ts'

type Sources = Readonly<Record<string, Source>>

/** The sentences of a section; each number with its unit, where it comes from, and whether anybody has confirmed it. */
export const Sentences = ({ section, sources, version }: { readonly section: Section; readonly sources: Sources; readonly version: Version }) => (
  <ul className="wm-sentences">
    {section.sentences.map((sentence) => (
      <li key={keyOf(sentence)} id={section.id === 'sources' ? `source-${keyOf(sentence).split(':')[0]}` : undefined}>
        <div>
          {sentence.parts.map((part, index) =>
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence never move
            typeof part === 'string' ? <span key={index}>{part}</span> : <Figure key={index} of={part} sources={sources} version={version} />,
          )}
          {sentence.backing && <Backing {...sentence.backing} sources={sources} />}
        </div>
        {sentence.points && (
          <ul className="wm-points">
            {sentence.points.map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ul>
        )}
        {notesOf(sentence).map((note) => (
          <Aside key={note}>{note}</Aside>
        ))}
      </li>
    ))}
  </ul>
)

/** What is said about the numbers of a sentence; the same about two of them is said once. */
const notesOf = ({ parts }: Sentence): readonly string[] => [...new Set(parts.flatMap((part) => (typeof part === 'string' || !part.note ? [] : [part.note])))]

const keyOf = ({ parts }: Sentence): string => parts.map((part) => (typeof part === 'string' ? part : `${part.number}${part.unit}${part.source}`)).join('')

const Figure = ({ of, sources, version }: { readonly of: NumberPart; readonly sources: Sources; readonly version: Version }) => (
  <span className="wm-figure" data-unconfirmed={!of.confirmed || undefined}>
    <strong>{of.number}</strong>
    {of.unit && ` ${of.unit}`}
    <Backing source={of.source} confirmed={of.confirmed || of.told !== undefined} sources={sources} />
    <ConfirmNumber of={of} version={version} />
  </span>
)

function Backing({ source, confirmed, sources }: { readonly source: string; readonly confirmed: boolean; readonly sources: Sources }) {
  return (
    <>
      {' '}
      <a className="wm-source" href={`#source-${source}`} title={sources[source]?.title}>
        {source}
      </a>
      {!confirmed && (
        <span className="wm-confirm" title="To be confirmed by the medical director">
          <Mark kind="unknown" bare size="small">
            to be confirmed
          </Mark>
        </span>
      )}
    </>
  )
}

const Aside = ({ children }: { readonly children: string }) => <p className="wm-aside">{children}</p>
