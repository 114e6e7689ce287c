import { Mark } from '../../ui/Mark.tsx'
import type { NumberPart, Section, Sentence } from './protocol.sentence.ts'
import type { Source } from './protocol.ts'

type Sources = Readonly<Record<string, Source>>

/** The sentences of a section; each number with its unit, where it comes from, and whether anybody has confirmed it. */
export const Sentences = ({ section, sources }: { readonly section: Section; readonly sources: Sources }) => (
  <ul className="wm-sentences">
    {section.sentences.map((sentence) => (
      <li key={keyOf(sentence)} id={section.id === 'sources' ? `source-${keyOf(sentence).split(':')[0]}` : undefined}>
        <p>
          {sentence.parts.map((part, index) =>
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence never move
            typeof part === 'string' ? <span key={index}>{part}</span> : <Figure key={index} of={part} sources={sources} />,
          )}
          {sentence.backing && <Backing {...sentence.backing} sources={sources} />}
        </p>
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

const Figure = ({ of: { number, unit, source, confirmed }, sources }: { readonly of: NumberPart; readonly sources: Sources }) => (
  <span className="wm-figure" data-unconfirmed={!confirmed || undefined}>
    <strong>{number}</strong>
    {unit && ` ${unit}`}
    <Backing source={source} confirmed={confirmed} sources={sources} />
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
