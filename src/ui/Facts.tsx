import type { ReactNode } from 'react'
import './Facts.css'

/** Name and value, name and value. What is not known says so. */
export const Facts = ({ of }: { readonly of: readonly (readonly [name: string, value: ReactNode])[] }) => (
  <dl className="wm-facts">
    {of.map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value === undefined || value === null || value === '' ? <span className="wm-faint">not known</span> : value}</dd>
      </div>
    ))}
  </dl>
)
