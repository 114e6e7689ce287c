import { type ReactNode, useEffect } from 'react'
import { Cairn } from '../../ui/shell/Brand.tsx'
import './Threshold.css'

type Props = { readonly title: string; readonly says?: ReactNode; readonly width?: 'narrow' | 'wide'; readonly children: ReactNode; readonly foot?: ReactNode }

/** The pages before the door: one question each, in the middle of a quiet page. */
export function Threshold({ title, says, width = 'narrow', children, foot }: Props) {
  useEffect(() => {
    document.title = `${title} · Waymark`
  }, [title])
  return (
    <main className="wm-threshold" data-width={width}>
      <div className="wm-threshold-brand">
        <Cairn size={40} />
        <span>Waymark</span>
      </div>
      <div className="wm-threshold-head">
        <h1>{title}</h1>
        {says && <p className="wm-soft">{says}</p>}
      </div>
      {children}
      {foot && <div className="wm-threshold-foot">{foot}</div>}
    </main>
  )
}
