import { Button, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useGet } from '../../ui/ask.ts'
import { Card } from '../../ui/Card.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { useMay } from '../../ui/me.ts'
import { Note } from '../../ui/Note.tsx'
import type { OneConsent } from './answers.ts'
import type { Standing } from './consent.ts'

const DECIMAL = /^\d{1,4}(\.\d{1,3})?$/

/** Whether a plan is covered by what was signed: asked before the range is changed, not after. */
export function PlanCheck({ patient, one: { consent } }: { readonly patient: string; readonly one: OneConsent }) {
  const { drug, route, dose } = consent
  const [range, setRange] = useState({ low: dose.low, high: dose.high })
  const may = useMay()
  const whole = DECIMAL.test(range.low) && DECIMAL.test(range.high)
  const query = new URLSearchParams({ drug, route, unit: dose.unit, low: range.low, high: range.high })
  const answer = useGet<Standing>(`/api/patients/${patient}/consent-standing?${query}`, { enabled: whole })
  const found = whole ? answer.data : undefined
  return (
    <Card title="Does it cover the plan?" says="A change of the dose range, the drug, the way it is given or the form needs a new consent.">
      <div className="wm-stack">
        <div className="wm-fields">
          <TextInput
            label={`Planned from (${dose.unit})`}
            inputMode="decimal"
            value={range.low}
            onChange={(event) => setRange({ ...range, low: event.currentTarget.value })}
          />
          <TextInput
            label={`Planned up to (${dose.unit})`}
            inputMode="decimal"
            value={range.high}
            onChange={(event) => setRange({ ...range, high: event.currentTarget.value })}
          />
        </div>
        <ErrorNote error={answer.error} />
        <div role="status">
          {!whole && <Note title="Two numbers, such as 0.5 and 0.75." />}
          {found?.kind === 'in-force' && <Note tone="accent" title="Yes: this consent is in force for it." />}
          {found?.kind === 'none' && <Note tone="due" title={found.why} />}
          {found?.kind === 'withdrawn' && (
            <Note tone="due" title="The patient took it back.">
              {found.why}
            </Note>
          )}
          {found?.kind === 'needs-new' && (
            <Note tone="due" title="A new consent is needed">
              <p style={{ margin: '0 0 8px' }}>{found.why.join(' ')}</p>
              {may('consent.prepare') && (
                <Button component={Link} to={`/patients/${patient}/consents/new`} variant="default" size="compact-sm">
                  Prepare a new one
                </Button>
              )}
            </Note>
          )}
        </div>
      </div>
    </Card>
  )
}
