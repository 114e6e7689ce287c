import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import './Rows.css'

/** A list of like things, one a line; on a phone the side drops under the words. */
export const Rows = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <ul className="wm-rows" aria-label={label}>
    {children}
  </ul>
)

type RowProps = {
  readonly title: ReactNode
  readonly says?: ReactNode
  readonly side?: ReactNode
  /** The whole row leads there. */
  readonly to?: string
  readonly children?: ReactNode
}

export const Row = ({ title, says, side, to, children }: RowProps) => (
  <li className="wm-row-of" data-leads={to ? true : undefined}>
    <div className="wm-row-words">
      <span className="wm-row-title">
        {to ? (
          <Link to={to} className="wm-row-link">
            {title}
          </Link>
        ) : (
          title
        )}
      </span>
      {says && <span className="wm-row-says">{says}</span>}
    </div>
    {side && <div className="wm-row-side">{side}</div>}
    {children && <div className="wm-row-more">{children}</div>}
  </li>
)
