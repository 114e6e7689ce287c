import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { command, post } from '../../ui/api.ts'
import { useAct, useRefresh } from '../../ui/ask.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Mark } from '../../ui/Mark.tsx'
import { useMay, useZone } from '../../ui/me.ts'
import { say } from '../../ui/said.tsx'
import { dayAndClock } from '../../ui/words.ts'
import type { ConfirmOrder } from './confirm.ts'
import type { NumberPart } from './protocol.sentence.ts'
import { unitWords } from './protocol.sentence.ts'

export type Version = { readonly id: string; readonly hash: string }

/** Behind a number: who answers for it and since when, or that somebody has to; and the means to do it, for whom it is theirs. */
export function ConfirmNumber({ of, version }: { readonly of: NumberPart; readonly version: Version }) {
  const may = useMay()('protocol.confirm')
  const [open, setOpen] = useState(false)
  const { told, confirmed } = of
  if (!told || (confirmed && !told.by)) return null
  const words = `${of.number}${of.unit ? ` ${of.unit}` : ''}`
  return (
    <span className="wm-confirm">
      {told.by ? <Answered of={told.by} /> : <ToConfirm before={told.before} />}
      {may && (
        <Button
          className="wm-screen-only"
          size="compact-sm"
          variant="subtle"
          aria-expanded={open}
          aria-label={told.by ? `Withdraw the confirmation of ${words}…` : `Confirm ${words}…`}
          onClick={() => setOpen(!open)}
        >
          {told.by ? 'Withdraw…' : 'Confirm…'}
        </Button>
      )}
      {open && <Decide number={told.name} words={words} withdraw={told.by !== undefined} version={version} close={() => setOpen(false)} />}
    </span>
  )
}

type Told = NonNullable<NumberPart['told']>

function Answered({ of: { by, at, version, hash } }: { readonly of: NonNullable<Told['by']> }) {
  const zone = useZone()
  return (
    <span title={`In version ${version}, ${hash}`}>
      <Mark kind="signed" bare size="small">{`confirmed by ${by}, ${dayAndClock(at, zone)}, version ${version}`}</Mark>
    </span>
  )
}

const ToConfirm = ({ before }: { readonly before: Told['before'] | undefined }) => (
  <span title="To be confirmed by the medical director">
    <Mark kind="unknown" bare size="small">
      {before ? `to be confirmed: it was ${before.value} ${unitWords(before.unit)} when ${before.by} confirmed it` : 'to be confirmed'}
    </Mark>
  </span>
)

type Deciding = { readonly number: string; readonly words: string; readonly withdraw: boolean; readonly version: Version; readonly close: () => void }

function Decide({ number, words, withdraw, version, close }: Deciding) {
  const { busy, error, act } = useAct()
  const refresh = useRefresh()
  const [reason, setReason] = useState('')
  const send = async () => {
    const order: ConfirmOrder = withdraw ? { type: 'withdraw', data: { number, reason } } : { type: 'confirm', data: { number, hash: version.hash } }
    if ((await act(() => post(`/api/protocols/${encodeURIComponent(version.id)}/commands`, command(order)))) === null) return
    await refresh('/api/protocols')
    say(withdraw ? `${words} is to be confirmed again` : `${words} is confirmed in your name`)
    close()
  }
  return (
    <span className="wm-decide wm-screen-only">
      {withdraw && <TextInput size="md" label="Why it is withdrawn" value={reason} onChange={(event) => setReason(event.currentTarget.value)} />}
      <span className="wm-row">
        <Button size="md" loading={busy} disabled={withdraw && reason.trim() === ''} onClick={() => void send()}>
          {withdraw ? 'Withdraw it, in my name' : `Confirm ${words}, in my name`}
        </Button>
        <Button size="md" variant="default" onClick={close}>
          Not now
        </Button>
      </span>
      <ErrorNote error={error} />
    </span>
  )
}
