import { Button, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Card } from '../../ui/Card.tsx'
import { useNow } from '../../ui/clock.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { clock } from '../../ui/words.ts'
import { zones } from '../../ui/zones.ts'
import type { ClinicAnswer } from './clinic.wire.ts'
import { useClinicCommand } from './useClinicCommand.tsx'

export function NameCard({ clinic }: { readonly clinic: ClinicAnswer }) {
  const [name, setName] = useState(clinic.name)
  const [zone, setZone] = useState(clinic.zone)
  const { busy, error, send } = useClinicCommand()
  const shown = clock(useNow(), zone)
  const keep = async (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() !== clinic.name) await send({ type: 'rename', data: { name: name.trim() } }, 'The clinic has a new name')
    if (zone !== clinic.zone) await send({ type: 'change-zone', data: { zone } }, 'The time zone is changed')
  }
  const changed = name.trim() !== clinic.name || zone !== clinic.zone
  return (
    <Card title="The clinic">
      <form className="wm-stack" onSubmit={(event) => void keep(event)}>
        <TextInput label="Name" required withAsterisk={false} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <Select
          label="Time zone"
          description={`Every time on screen and paper is shown in it. There it is ${shown} now.`}
          data={zones(clinic.zone)}
          searchable
          limit={60}
          allowDeselect={false}
          nothingFoundMessage="No such zone. Try a large city near you."
          value={zone}
          onChange={(chosen) => chosen && setZone(chosen)}
        />
        <ErrorNote error={error} />
        <div>
          <Button type="submit" loading={busy} disabled={!changed}>
            Keep
          </Button>
        </div>
      </form>
    </Card>
  )
}
