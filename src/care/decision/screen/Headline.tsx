import { Button } from '@mantine/core'
import { Card } from '../../../ui/Card.tsx'
import { ErrorNote } from '../../../ui/ErrorNote.tsx'
import { Mark } from '../../../ui/Mark.tsx'
import { useMay, useZone } from '../../../ui/me.ts'
import { Row, Rows } from '../../../ui/Rows.tsx'
import { dayAndClock } from '../../../ui/words.ts'
import type { DecisionPage, ShownGap } from '../answers.ts'
import { headline, missingWords } from '../decision.words.ts'
import { useDecisionCommand } from '../useDecisionCommand.tsx'
import { Said } from './Said.tsx'

type Props = { readonly id: string; readonly page: DecisionPage; readonly verdict: NonNullable<DecisionPage['verdict']> }

/** The answer in one line, and under it what keeps it open: each missing fact with what can be done about it. */
export function Headline({ id, page, verdict }: Props) {
  const { missing, askings } = page
  const may = useMay()('decision.prepare')
  const { busy, error, send } = useDecisionCommand(id)
  const waits = new Set(askings.filter(({ arrivedAt }) => !arrivedAt).map(({ fact }) => fact))
  const open = missing.filter(({ fact }) => !waits.has(fact)).length
  const all = may && open > 1 && (
    <Button variant="light" loading={busy} onClick={() => void send({ type: 'ask-all', data: {} }, `${open} tasks opened`)}>
      Ask for all {open}
    </Button>
  )
  return (
    <Card
      title={headline(verdict, missing.length)}
      says={SAYS[verdict.verdict]}
      tone={verdict.verdict === 'excluded' ? 'alert' : verdict.verdict === 'eligible' ? 'plain' : 'due'}
      acts={all}
      flush={missing.length > 0}
    >
      <ErrorNote error={error} />
      {missing.length > 0 && (
        <Rows label="What is missing">
          {missing.map((gap) => (
            <Gap key={gap.fact} id={id} gap={gap} page={page} verdict={verdict} may={may} />
          ))}
        </Rows>
      )}
    </Card>
  )
}

const SAYS = {
  excluded: 'The rules of this protocol speak against it. The decision is yours.',
  undecided: 'Each of these can be asked for with one press; the answer is read as soon as it is there.',
  review: 'Nothing is missing. Read what follows, and say how you weighed it.',
  eligible: 'Nothing is missing. The decision is yours.',
} as const

const VERB = { ask: 'Ask', measure: 'Measure', order: 'Order' } as const
const DID = { ask: 'Asked', measure: 'To be measured: asked', order: 'Ordered' } as const

function Gap({ id, gap, page, verdict, may }: Props & { readonly gap: ShownGap; readonly may: boolean }) {
  const zone = useZone()
  const { busy, error, send } = useDecisionCommand(id)
  const asked = page.askings.find(({ fact, arrivedAt }) => fact === gap.fact && !arrivedAt)
  const rules = gap.rules.flatMap((rule) => verdict.findings.filter((one) => one.rule === rule).map(({ says }) => says))
  const side = asked ? (
    <Mark kind="later">
      {DID[asked.get]} by {asked.by}, {dayAndClock(asked.at, zone)}
    </Mark>
  ) : (
    may && (
      <div className="wm-row wm-screen-only">
        {gap.ways.map((get, i) => (
          <Button
            key={get}
            variant={i === 0 ? 'filled' : 'default'}
            size="sm"
            loading={busy}
            aria-label={`${VERB[get]}: ${gap.name}`}
            onClick={() => void send({ type: 'ask-fact', data: { fact: gap.fact, get } }, `Task opened: ${VERB[get].toLowerCase()} ${gap.name}`)}
          >
            {VERB[get]}
          </Button>
        ))}
      </div>
    )
  )
  return (
    <Row
      title={
        <Mark kind="unknown" bare>
          {gap.name}
        </Mark>
      }
      says={`${missingWords[gap.why]} · needed for: ${rules.join('; ')}`}
      side={side}
    >
      {gap.question && <p className="wm-soft wm-small">“{gap.question}”</p>}
      {gap.have.length > 0 && <Said statements={gap.have} conflict={gap.why === 'conflict'} />}
      <ErrorNote error={error} />
    </Row>
  )
}
