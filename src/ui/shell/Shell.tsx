import type { ReactNode } from 'react'
import { useMay, useMe } from '../me.ts'
import { BottomBar, TopBar } from './Bars.tsx'
import { DemoMark } from './DemoMark.tsx'
import { useNotices } from './notices.ts'
import { Printed } from './Printed.tsx'
import { places } from './places.ts'
import { Rail } from './Rail.tsx'
import { SecondFactorNote } from './SecondFactorNote.tsx'
import './Shell.css'

/** What stands round every page of the office. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const may = useMay()
  const open = places.filter(({ right }) => may(right))
  return (
    <div className="wm-shell">
      <a className="wm-skip" href="#matter">
        To the matter
      </a>
      {useMe().clinic.demo && <DemoMark />}
      <TopBar />
      <Rail places={open} />
      <main id="matter" tabIndex={-1} data-scroll-restoration-id="matter">
        <div className="wm-above wm-screen-only">{useNotices().above}</div>
        <SecondFactorNote />
        {children}
        <Printed />
      </main>
      <BottomBar places={open} />
    </div>
  )
}
