import { lazy, Suspense, useId, useState } from 'react'
import { NOT_FOR_DOSING } from '../../../../ui/level/caption.ts'
import { Waiting } from '../../../../ui/Waiting.tsx'
import { useRoom } from '../context.tsx'
import './level.css'

const LevelPicture = lazy(() => import('./LevelPicture.tsx').then((found) => ({ default: found.LevelPicture })))

/** Under the timeline, shut until somebody wants it: it stands beside what is due and covers nothing. */
export function Level() {
  const { session } = useRoom()
  const [open, setOpen] = useState(false)
  const id = useId()
  if (!session.order || session.status === 'abandoned') return null
  return (
    <section className="rm-level" aria-labelledby={id}>
      <div className="rm-level-head">
        <h2 id={id}>Expected level</h2>
        <p className="rm-level-purpose">{NOT_FOR_DOSING}</p>
        <button type="button" className="rm-tap rm-tap-small" aria-expanded={open} aria-controls={`${id}-picture`} onClick={() => setOpen(!open)}>
          {open ? 'Hide' : 'Show'}
        </button>
      </div>
      <div id={`${id}-picture`} hidden={!open}>
        {open && (
          <Suspense fallback={<Waiting rows={1} height={480} gap={0} />}>
            <LevelPicture />
          </Suspense>
        )}
      </div>
    </section>
  )
}
