import { Button, Modal, TextInput } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useZone } from '../../ui/me.ts'
import { say } from '../../ui/said.tsx'
import { dayAndClock } from '../../ui/words.ts'
import type { Made } from './answers.ts'

/** The patient's link: shown once, sent by the clinic in the way it trusts. */
export function LinkShown({ of: { path, until }, name, close }: { readonly of: Made; readonly name: string; readonly close: () => void }) {
  const zone = useZone()
  const link = URL.parse(path, location.origin)?.href ?? path
  const copy = async () => {
    await navigator.clipboard.writeText(link)
    say('Link copied')
  }
  return (
    <Modal opened onClose={close} title={`A link for ${name}`} closeOnClickOutside={false}>
      <div className="wm-stack">
        <p>
          Send it to {name} yourself. It opens until {dayAndClock(until, zone)}, on any phone that proves the birth date, and is shown only now. An earlier link
          no longer opens.
        </p>
        <TextInput aria-label="The link" value={link} readOnly onFocus={(event) => event.currentTarget.select()} data-autofocus />
        <div className="wm-row">
          <Button leftSection={<IconCopy size={20} />} onClick={() => void copy()}>
            Copy the link
          </Button>
          <Button variant="default" onClick={close}>
            Done
          </Button>
        </div>
      </div>
    </Modal>
  )
}
