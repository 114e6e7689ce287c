import { CloseButton } from '@mantine/core'
import { type FormEvent, type ReactNode, useEffect, useId, useRef } from 'react'

type Props = {
  readonly title: string
  /** What the person should know before doing it. */
  readonly says?: ReactNode
  readonly onClose?: (() => void) | undefined
  readonly onSubmit?: () => void
  readonly children: ReactNode
}

/** One thing to enter, in place beside the timeline. Escape closes it; what was typed stays for the next time. */
export function Panel({ title, says, onClose, onSubmit, children }: Props) {
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const opened = onClose !== undefined
  useEffect(() => {
    if (opened) form.current?.querySelector<HTMLElement>('[data-first], input, textarea, [role=radio]')?.focus({ preventScroll: true })
    if (opened && (form.current?.getBoundingClientRect().top ?? 0) < 0) form.current?.scrollIntoView({ block: 'start' })
  }, [opened])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit?.()
  }
  return (
    <form ref={form} className="rm-panel" aria-labelledby={id} onSubmit={submit} noValidate onKeyDown={(event) => event.key === 'Escape' && onClose?.()}>
      <div className="rm-panel-head">
        <h2 id={id}>{title}</h2>
        {onClose && <CloseButton size="xl" aria-label={`Close ${title.toLowerCase()}`} onClick={onClose} />}
      </div>
      {says && <p className="wm-soft">{says}</p>}
      {children}
    </form>
  )
}
