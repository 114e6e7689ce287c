import { Button, NumberInput } from '@mantine/core'
import { type FormEvent, useEffect, useState } from 'react'
import { post } from '../../ui/api.ts'
import { useAct, useGet, useRefresh } from '../../ui/ask.ts'
import { Card } from '../../ui/Card.tsx'
import { now } from '../../ui/clock.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { say } from '../../ui/said.tsx'
import { uuidv7 } from '../../ui/uuid.ts'
import { Waiting } from '../../ui/Waiting.tsx'
import type { DoorRules } from '../staff/staff.ts'

/** When an idle screen locks, and how soon a new person needs a second factor. */
export function DoorsCard() {
  const staff = useGet<{ readonly rules: DoorRules }>('/api/staff')
  const refresh = useRefresh()
  const { busy, error, act } = useAct()
  const [rules, setRules] = useState<DoorRules | null>(null)
  const kept = staff.data?.rules
  useEffect(() => {
    if (kept) setRules((shown) => shown ?? kept)
  }, [kept])

  const keep = async (event: FormEvent) => {
    event.preventDefault()
    if (!(await act(() => post('/api/door-rules', { id: uuidv7(), at: now(), data: rules })))) return
    await refresh('/api/staff', '/api/me')
    say('Kept')
  }
  const set = (name: keyof DoorRules) => (value: number | string) => rules && setRules({ ...rules, [name]: Number(value) })
  return (
    <Card title="Doors" says="How the clinic is kept shut to those who do not belong here.">
      <ErrorNote error={staff.error} />
      {!rules && !staff.error && <Waiting rows={1} height={110} gap={8} />}
      {rules && (
        <form className="wm-stack" onSubmit={(event) => void keep(event)}>
          <div className="wm-fields">
            <NumberInput
              label="An idle screen locks after"
              suffix=" minutes"
              min={1}
              max={240}
              allowDecimal={false}
              value={rules.idleMinutes}
              onChange={set('idleMinutes')}
            />
            <NumberInput
              label="A second factor is needed after"
              description="Counted from the first sign-in of a person who reads charts."
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              suffix=" days"
              min={0}
              max={30}
              allowDecimal={false}
              value={rules.secondFactorAfterDays}
              onChange={set('secondFactorAfterDays')}
            />
          </div>
          <ErrorNote error={error} />
          <div>
            <Button type="submit" loading={busy}>
              Keep
            </Button>
          </div>
        </form>
      )}
    </Card>
  )
}
