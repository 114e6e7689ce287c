import { type ReactNode, useEffect, useRef } from 'react'
import { CrisisHelp, type CrisisLine } from '../../../ui/CrisisHelp.tsx'
import { WORDS } from '../words.ts'
import './phone.css'

type Props = {
  readonly clinic: string
  readonly lines: readonly CrisisLine[]
  readonly title: string
  /** Changes with the screen: then the heading takes the focus, for the reader of the screen. */
  readonly of: string
  readonly above?: ReactNode
  readonly children: ReactNode
  readonly foot?: ReactNode
}

/** Every page a patient sees: whose it is, help in its place, one thing to do. */
export function Frame({ clinic, lines, title, of, above, children, foot }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the screen's name is what makes it another screen
  useEffect(() => {
    document.title = clinic ? `${clinic}` : 'Waymark'
    window.scrollTo(0, 0)
    heading.current?.focus({ preventScroll: true })
  }, [of, clinic])
  return (
    <main className="ph">
      <header className="ph-head">
        <span className="ph-clinic">{clinic}</span>
        <CrisisHelp lines={lines} words={WORDS.help} />
      </header>
      {above}
      <div className="ph-matter">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {children}
      </div>
      {foot && <footer className="ph-foot">{foot}</footer>}
    </main>
  )
}
