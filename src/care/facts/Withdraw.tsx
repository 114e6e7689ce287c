import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { Confirm } from '../../ui/Confirm.tsx'
import type { Kept } from './facts.ts'
import { useFactsCommand } from './useFactsCommand.tsx'

type Props = { readonly id: string; readonly one: Kept | null; readonly name: string; readonly close: () => void }

/** An entry that is wrong goes from what is known, and stays in the history with the reason. */
export function Withdraw({ id, one, name, close }: Props) {
  const { busy, error, send } = useFactsCommand(id)
  const [reason, setReason] = useState('')
  const go = async () => {
    if (one && (await send({ type: 'withdraw', data: { statement: one.id, reason: reason.trim() } }, `Withdrawn: ${name}`))) close()
  }
  return (
    <Confirm opened={one !== null} title={`Withdraw ${name}`} word="Withdraw" busy={busy} error={error} close={close} go={() => void go()}>
      <p>It no longer counts. It stays in the history, with your name and the reason.</p>
      <TextInput label="Why" required withAsterisk={false} value={reason} onChange={(event) => setReason(event.currentTarget.value)} data-autofocus />
    </Confirm>
  )
}
