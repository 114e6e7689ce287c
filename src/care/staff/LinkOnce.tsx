import { Button, Modal, TextInput } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useZone } from '../../ui/me.ts'
import { say } from '../../ui/said.tsx'
import { dayAndClock } from '../../ui/words.ts'
import type { Shown } from './answers.ts'

/** The invitation link: shown once, handed over by the owner in the way they trust. */
export function LinkOnce({ of: { name, invitation }, close }: { readonly of: Shown; readonly close: () => void }) {
  const zone = useZone()
  const link = URL.parse(invitation.link, location.origin)?.href ?? invitation.link
  const copy = async () => {
    await navigator.clipboard.writeText(link)
    say('Link copied')
  }
  return (
    <Modal opened onClose={close} title={`A link for ${name}`} closeOnClickOutside={false}>
      <div className="wm-stack">
        <p>Hand it over yourself. It works once, until {dayAndClock(invitation.until, zone)}, and is shown only now. A lost link is no harm: make a new one.</p>
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
