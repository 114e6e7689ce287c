import { IconArrowLeft } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import './Page.css'

type Props = {
  /** Absent when the page carries its own heading, such as a patient's. */
  readonly title?: string
  /** Title of the browser's tab. */
  readonly tab: string
  readonly says?: ReactNode
  readonly acts?: ReactNode
  readonly back?: { readonly to: string; readonly word: string }
  readonly width?: 'text' | 'usual' | 'wide'
  readonly children: ReactNode
}

/** A page of the office: heading, what can be done, the matter. The heading takes the focus when the page opens. */
export function Page({ title, tab, says, acts, back, width = 'usual', children }: Props) {
  const top = useRef<HTMLDivElement>(null)
  useEffect(() => {
    document.title = `${tab} · Waymark`
    if (!document.activeElement || document.activeElement === document.body) top.current?.focus({ preventScroll: true })
  }, [tab])
  return (
    <div className="wm-page" data-width={width} ref={top} tabIndex={-1}>
      {back && (
        <Link to={back.to} className="wm-back wm-screen-only">
          <IconArrowLeft size={18} aria-hidden="true" /> {back.word}
        </Link>
      )}
      {(title || acts) && (
        <div className="wm-page-head">
          <div className="wm-page-words">
            {title && <h1>{title}</h1>}
            {says && <p className="wm-soft">{says}</p>}
          </div>
          {acts && <div className="wm-row wm-screen-only">{acts}</div>}
        </div>
      )}
      {children}
    </div>
  )
}
