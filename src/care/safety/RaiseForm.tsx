import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { Confirm } from '../../ui/Confirm.tsx'
import { commandsOf, useSafetyCommand } from './useSafetyCommand.tsx'

/** Somebody heard or saw something: a concern by hand, in their own words; without words too, nothing may hold it up. */
export function RaiseForm({ patient, close }: { readonly patient: string; readonly close: () => void }) {
  const { busy, error, send } = useSafetyCommand(commandsOf(patient))
  const [words, setWords] = useState('')
  const go = async () => {
    const said = words.trim()
    const data = { item: 'told-to-staff', answer: true, where: { kind: 'clinic' }, ...(said ? { words: said } : {}) }
    if (await send({ type: 'raise', data }, 'Raised; the clinician on call sees it now')) close()
  }
  return (
    <Confirm opened title="Raise a safety concern" word="Raise it now" tone="red" busy={busy} error={error} close={close} go={() => void go()}>
      <Textarea label="What was said or seen" data-autofocus autosize minRows={3} value={words} onChange={(event) => setWords(event.currentTarget.value)} />
    </Confirm>
  )
}
