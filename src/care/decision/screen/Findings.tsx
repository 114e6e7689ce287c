import { Card } from '../../../ui/Card.tsx'
import { Mark } from '../../../ui/Mark.tsx'
import { many } from '../../../ui/words.ts'
import type { DecisionPage, ShownFinding } from '../answers.ts'
import { Finding } from './Finding.tsx'

type Props = { readonly id: string; readonly page: DecisionPage; readonly verdict: NonNullable<DecisionPage['verdict']> }

const SECTIONS = [
  { severity: 'exclude', title: 'Excludes' },
  { severity: 'review', title: 'Physician review' },
  { severity: 'caution', title: 'Cautions' },
  { severity: 'note', title: 'Notes' },
] as const

/** What the rules found: what speaks first, by weight; what is not known; what is answered, folded away. */
export function Findings({ id, page, verdict: { findings, unconfirmed } }: Props) {
  const counted = findings.filter(({ severity }) => severity !== 'today')
  const unknown = counted.filter(({ raised }) => raised === 'unknown')
  const answered = counted.filter(({ raised }) => raised === 'no')
  const today = findings.filter(({ severity }) => severity === 'today')
  const list = (of: readonly ShownFinding[]) => of.map((finding) => <Finding key={finding.rule} id={id} finding={finding} notes={page.notes} />)
  return (
    <>
      {SECTIONS.map(({ severity, title }) => {
        const raised = counted.filter((one) => one.severity === severity && one.raised === 'yes')
        return (
          raised.length > 0 && (
            <Section key={severity} title={`${title} (${raised.length})`}>
              {list(raised)}
            </Section>
          )
        )
      })}
      {unknown.length > 0 && <Section title={`Not known (${unknown.length})`}>{list(unknown)}</Section>}
      {answered.length > 0 && (
        <Folded title={<AnsweredTitle answered={answered} />} id="answered">
          {list(answered)}
        </Folded>
      )}
      {today.length > 0 && (
        <Folded title={`For the day of a session: ${many(today.length, 'check')}, asked again on that day`} id="today">
          {list(today)}
        </Folded>
      )}
      {unconfirmed.length > 0 && (
        <p>
          <Mark kind="unconfirmedPolicy">{many(unconfirmed.length, 'item')} of this protocol still to be confirmed by the medical director</Mark>
        </p>
      )}
    </>
  )
}

const Section = ({ title, children }: { readonly title: string; readonly children: React.ReactNode }) => (
  <Card title={title} flush>
    <ul className="wm-findings">{children}</ul>
  </Card>
)

/** A native disclosure: by keyboard and on paper without a line of program. */
const Folded = ({ title, id, children }: { readonly title: React.ReactNode; readonly id: string; readonly children: React.ReactNode }) => (
  <details className="wm-card wm-folded" data-flush data-of={id}>
    <summary>{title}</summary>
    <ul className="wm-findings">{children}</ul>
  </details>
)

/** Only what is required reads as met; of the rest it is enough that nothing of it is so. */
function AnsweredTitle({ answered }: { readonly answered: readonly ShownFinding[] }) {
  const first = answered.filter(({ kind }) => kind === 'require').slice(0, 2)
  const more = answered.length - first.length
  return (
    <>
      <Mark kind="met" bare>
        {first.length > 0 ? 'Met' : 'Answered'}
      </Mark>{' '}
      <span className="wm-soft">
        {first.map(({ says }) => says).join(' · ')} {more > 0 && `…${more} more`}
      </span>
    </>
  )
}
