import type { ReactNode } from 'react'
import './Note.css'

/** Nothing here yet, and what to do about it. */
export const Empty = ({ title, children, act }: { readonly title: string; readonly children?: ReactNode; readonly act?: ReactNode }) => (
  <div className="wm-empty">
    <p className="wm-empty-title">{title}</p>
    {children && <p className="wm-soft">{children}</p>}
    {act && <div className="wm-empty-act">{act}</div>}
  </div>
)
