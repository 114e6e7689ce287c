import { Button } from '@mantine/core'
import { useState } from 'react'
import { Mark } from '../../ui/Mark.tsx'
import { many } from '../../ui/words.ts'
import type { CatalogueSeen } from './answers.ts'
import { FactForm } from './FactForm.tsx'
import type { Kept } from './facts.ts'
import type { Known, Section } from './known.ts'
import { linesOf, sourceWords } from './said.words.ts'
import { Withdraw } from './Withdraw.tsx'

type Around = { readonly id: string; readonly catalogue: CatalogueSeen; readonly now: string; readonly writes: boolean }

/** One section of the catalogue: each fact a line, its sources beside it. */
export const KnownSection = ({ section, ...around }: Around & { readonly section: Section }) => (
  <section className="wm-known" aria-label={section.name}>
    <h3 className="wm-known-head">{section.name}</h3>
    <ul className="wm-known-list">
      {section.known.map((known) => (
        <Fact key={known.fact.id} known={known} {...around} />
      ))}
    </ul>
  </section>
)

function Fact({ known: { fact, stands, conflict, earlier }, ...around }: Around & { readonly known: Known }) {
  return (
    <li className="wm-known-fact">
      <span className="wm-known-name">{fact.name}</span>
      <div className="wm-known-said">
        {conflict && (
          <Mark kind="look" size="small">
            They contradict each other; neither counts until a clinician settles it
          </Mark>
        )}
        {stands.map((one) => (
          <SaidOnce key={one.id} one={one} fact={fact} {...around} />
        ))}
        {earlier.length > 0 && (
          <details className="wm-known-earlier">
            <summary>{many(earlier.length, 'earlier entry', 'earlier entries')}</summary>
            {earlier.slice(0, MOST).map((one) => (
              <SaidOnce key={one.id} one={one} fact={fact} {...around} writes={false} />
            ))}
            {earlier.length > MOST && <p className="wm-soft">and {earlier.length - MOST} older</p>}
          </details>
        )}
      </div>
    </li>
  )
}
const MOST = 20

function SaidOnce({ id, one, fact, catalogue, now, writes }: Around & { readonly one: Kept; readonly fact: Known['fact'] }) {
  const [doing, setDoing] = useState<'nothing' | 'correct' | 'withdraw'>('nothing')
  const done = () => setDoing('nothing')
  const lines = linesOf(one, fact)
  return (
    <div className="wm-told" data-source={one.source.kind}>
      <div className="wm-told-words">
        {lines.map((line) => (
          <span key={line} className="wm-told-value">
            {line}
          </span>
        ))}
        <span className="wm-told-source" title={one.source.ref}>
          {one.source.kind === 'patient' && <Mark kind="patient" size="small" bare />}
          <span>{sourceWords(one, now)}</span>
        </span>
      </div>
      {writes && doing !== 'correct' && (
        <div className="wm-told-acts wm-screen-only">
          <Button variant="subtle" size="compact-sm" onClick={() => setDoing('correct')} aria-label={`Correct ${fact.name}: ${lines[0]}`}>
            Correct
          </Button>
          <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setDoing('withdraw')} aria-label={`Withdraw ${fact.name}: ${lines[0]}`}>
            Withdraw
          </Button>
        </div>
      )}
      {doing === 'correct' && <FactForm id={id} catalogue={catalogue} corrects={{ one, fact }} done={done} />}
      <Withdraw id={id} one={doing === 'withdraw' ? one : null} name={fact.name} close={done} />
    </div>
  )
}
