import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useGet } from '../../ui/ask.ts'
import { Card } from '../../ui/Card.tsx'
import { Confirm } from '../../ui/Confirm.tsx'
import { useMay, useMe } from '../../ui/me.ts'
import type { ListAnswer } from './safety.wire.ts'
import { useSafetyCommand } from './useSafetyCommand.tsx'

type Line = ListAnswer['lines'][number]

/** Whom patients are told to call, on every page of theirs: the national lines, and the clinic's own. */
export function CrisisCard({ lines }: { readonly lines: readonly Line[] }) {
  const { clinic } = useMe()
  const all = useGet<{ readonly lines: readonly Line[] }>(`/api/crisis?clinic=${clinic.id}`)
  const [opened, setOpened] = useState(false)
  const acts = useMay()('clinic.settings') && (
    <Button variant="default" onClick={() => setOpened(true)}>
      The clinic’s own line
    </Button>
  )
  return (
    <Card title="What patients are told" says="Shown to the patient at once after a positive answer, and on every page of theirs." acts={acts}>
      <div className="wm-stack">
        {(all.data?.lines ?? lines).map(({ name, call, text, says }) => (
          <p key={name}>
            <strong>{name}</strong>
            {call && `: call ${call}`}
            {text && `${call ? ' or' : ':'} text ${text}`}
            {says && <span className="wm-soft">. {says}</span>}
          </p>
        ))}
      </div>
      {opened && <Change lines={lines} close={() => setOpened(false)} />}
    </Card>
  )
}

const NONE = { name: '', call: '', says: '' }

function Change({ lines, close }: { readonly lines: readonly Line[]; readonly close: () => void }) {
  const { busy, error, send } = useSafetyCommand('/api/safety/commands')
  const [line, setLine] = useState({ ...NONE, ...lines[0] })
  const field = (name: keyof typeof NONE, label: string, description?: string) => (
    <TextInput label={label} description={description} value={line[name]} onChange={(event) => setLine({ ...line, [name]: event.currentTarget.value })} />
  )
  const go = async () => {
    const { name, call, says } = { name: line.name.trim(), call: line.call.trim(), says: line.says.trim() }
    const own = name || call ? [{ name, ...(call ? { call } : {}), ...(says ? { says } : {}) }] : []
    if (await send({ type: 'set-lines', data: { lines: [...own, ...lines.slice(1)] } }, 'Set')) close()
  }
  return (
    <Confirm opened title="The clinic’s own line" word="Set it" busy={busy} error={error} close={close} go={() => void go()}>
      {field('name', 'Name', 'As patients know it: “Nurse on call”')}
      {field('call', 'Telephone')}
      {field('says', 'When somebody answers', 'Such as “until 6 in the evening”; left empty nothing is said')}
      <p className="wm-soft">Empty name and number take the line away. 988 and emergency stay.</p>
    </Confirm>
  )
}
