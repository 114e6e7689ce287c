import { Button } from '@mantine/core'
import { useState } from 'react'
import { Card } from '../../../ui/Card.tsx'
import { useMay } from '../../../ui/me.ts'
import type { DecisionPage } from '../answers.ts'
import type { Outcome } from '../decision.ts'
import { needsOverride } from '../taken.ts'
import { SignForm } from './SignForm.tsx'

type Props = { readonly id: string; readonly page: DecisionPage; readonly verdict: NonNullable<DecisionPage['verdict']> }

/** Accept, defer, decline: a physician, in their own name. */
export function Sign({ id, page, verdict }: Props) {
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const may = useMay()('decision.sign')
  if (!may) return null
  const against = verdict.findings.filter(needsOverride).length
  const says = against > 0 ? `An acceptance has to go past ${against} of these, each with a reason.` : 'Your decision, in your name, on what is shown here.'
  const active = page.policies.find(({ id: policy }) => policy === verdict.policy.id)?.active ?? false
  return (
    <section className="wm-screen-only">
      <Card title="Decide" says={says}>
        {outcome ? (
          <SignForm key={outcome} id={id} page={page} verdict={verdict} outcome={outcome} close={() => setOutcome(null)} />
        ) : (
          <div className="wm-row">
            <Button variant={against > 0 ? 'default' : 'filled'} disabled={!active} onClick={() => setOutcome('accept')}>
              Accept…
            </Button>
            <Button variant="default" onClick={() => setOutcome('defer')}>
              Defer…
            </Button>
            <Button variant="default" onClick={() => setOutcome('decline')}>
              Decline…
            </Button>
            {!active && <span className="wm-soft">Nobody can be accepted: the protocol is not in force in this clinic.</span>}
          </div>
        )}
      </Card>
    </section>
  )
}
