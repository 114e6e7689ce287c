import { Button, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Role } from '../../medicine/record.ts'
import type { Instant } from '../../medicine/time.ts'
import { useGet } from '../../ui/ask.ts'
import { Card } from '../../ui/Card.tsx'
import { Confirm } from '../../ui/Confirm.tsx'
import { Mark } from '../../ui/Mark.tsx'
import { useMay, useZone } from '../../ui/me.ts'
import { dayAndClock } from '../../ui/words.ts'
import { atWall } from '../../ui/zoned.ts'
import type { ListAnswer } from './safety.wire.ts'
import { useSafetyCommand } from './useSafetyCommand.tsx'

type People = { readonly people: readonly { readonly id: string; readonly name: string; readonly active: boolean; readonly roles: readonly Role[] }[] }
const CLINICIANS: readonly Role[] = ['physician', 'nurse', 'therapist']

/** Whose a safety answer is first; and what happens when it is nobody's. */
export function OnCallCard({ onCall, policy }: Pick<ListAnswer, 'onCall' | 'policy'>) {
  const [zone, may] = [useZone(), useMay()]
  const [opened, setOpened] = useState(false)
  const acts = may('safety.on-call') && (
    <Button variant="default" onClick={() => setOpened(true)}>
      {onCall ? 'Change' : 'Say who'}
    </Button>
  )
  return (
    <Card title="On call" tone={onCall ? 'plain' : 'due'} acts={acts}>
      <div className="wm-stack">
        {onCall ? (
          <p>
            {onCall.name}
            {onCall.until && <span className="wm-soft">, until {dayAndClock(onCall.until as Instant, zone)}</span>}
          </p>
        ) : (
          <p className="wm-row">
            <Mark kind="unknown">Nobody is on call</Mark> Every physician and nurse sees a safety answer.
          </p>
        )}
        <p className="wm-soft">Not acknowledged within {policy.escalateAfterMin} minutes, it goes to the owner and every physician as well.</p>
      </div>
      {opened && <Change close={() => setOpened(false)} />}
    </Card>
  )
}

function Change({ close }: { readonly close: () => void }) {
  const zone = useZone()
  const staff = useGet<People>('/api/staff')
  const { busy, error, send } = useSafetyCommand('/api/safety/commands')
  const [chosen, setChosen] = useState<string>('')
  const [until, setUntil] = useState({ date: '', time: '' })
  const people = staff.data?.people.filter(({ active, roles }) => active && roles.some((role) => CLINICIANS.includes(role))) ?? []
  const end = atWall(until.date, until.time, zone)
  const go = async () => {
    const data = { staff: chosen === '' ? null : chosen, ...(chosen !== '' && end ? { until: end } : {}) }
    if (await send({ type: 'set-on-call', data }, chosen === '' ? 'Nobody is on call' : 'On call')) close()
  }
  return (
    <Confirm opened title="Who is on call" word="Set it" busy={busy} error={error} close={close} go={() => void go()}>
      <Select
        label="Who"
        allowDeselect={false}
        data={[{ value: '', label: 'Nobody' }, ...people.map(({ id, name }) => ({ value: id, label: name }))]}
        value={chosen}
        onChange={(value) => setChosen(value ?? '')}
      />
      <div className="wm-fields">
        <TextInput
          label="Until (day)"
          description="Left open: until somebody changes it"
          type="date"
          value={until.date}
          onChange={(event) => setUntil({ ...until, date: event.currentTarget.value })}
        />
        <TextInput
          label="Until (time)"
          description="On the clinic’s clock"
          type="time"
          value={until.time}
          onChange={(event) => setUntil({ ...until, time: event.currentTarget.value })}
        />
      </div>
    </Confirm>
  )
}
