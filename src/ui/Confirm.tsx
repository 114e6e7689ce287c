import { Button, Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Refusal } from './api.ts'
import { ErrorNote } from './ErrorNote.tsx'

type Props = {
  readonly opened: boolean
  readonly title: string
  readonly children?: ReactNode
  readonly word: string
  readonly tone?: 'teal' | 'red'
  readonly busy?: boolean
  readonly error?: Refusal | null
  readonly close: () => void
  readonly go: () => void
}

/** A dialogue before something that others notice. What cannot be taken back is a held press instead. */
export const Confirm = ({ opened, title, children, word, tone = 'teal', busy = false, error = null, close, go }: Props) => (
  <Modal opened={opened} onClose={close} title={title}>
    <form
      className="wm-stack"
      onSubmit={(event) => {
        event.preventDefault()
        go()
      }}
    >
      {children}
      <ErrorNote error={error} />
      <div className="wm-row">
        <Button type="submit" color={tone} loading={busy}>
          {word}
        </Button>
        <Button variant="default" onClick={close}>
          Leave it
        </Button>
      </div>
    </form>
  </Modal>
)
