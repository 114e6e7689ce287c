import { Button, SegmentedControl, Textarea } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { post } from '../../ui/api.ts'
import { useAct } from '../../ui/ask.ts'
import { Card } from '../../ui/Card.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { useMay } from '../../ui/me.ts'
import { Note } from '../../ui/Note.tsx'

type Props = { readonly id: string; readonly why: string; readonly opened: () => void }

const Plan = ({ id }: { readonly id: string }) => (
  <Button component={Link} to={`/patients/${id}/plan`} variant="light">
    Plan a session
  </Button>
)

/** A chart that is closed to this person, and the one way in: a reason, a short time, and the owner is told. */
export function BreakGlass({ id, why, opened }: Props) {
  const [minutes, setMinutes] = useState('30')
  const { busy, error, act } = useAct()
  const may = useMay()
  const open = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const reason = String(new FormData(event.currentTarget).get('reason')).trim()
    if (await act(() => post(`/api/patients/${id}/break-glass`, { reason, minutes: Number(minutes) }))) opened()
  }
  return (
    <Card title="This chart is closed to you" acts={may('session.schedule') && <Plan id={id} />}>
      <div className="wm-stack">
        <Note tone="plain" title={why} />
        {may('chart.break-glass') && (
          <form className="wm-stack" onSubmit={(event) => void open(event)}>
            <p>
              If you need it now for the care or the safety of this person, you can open it for a short time. The owner is told at once, and the reason stays in
              the audit trail.
            </p>
            <Textarea label="Why you need it" name="reason" required withAsterisk={false} minLength={8} autosize={false} rows={3} />
            <div>
              <p id="open-for">For how long</p>
              <SegmentedControl
                aria-labelledby="open-for"
                value={minutes}
                onChange={setMinutes}
                data={[
                  { value: '15', label: '15 min' },
                  { value: '30', label: '30 min' },
                  { value: '60', label: '1 hour' },
                ]}
              />
            </div>
            <ErrorNote error={error} />
            <div>
              <Button type="submit" loading={busy}>
                Open the chart
              </Button>
            </div>
          </form>
        )}
      </div>
    </Card>
  )
}
