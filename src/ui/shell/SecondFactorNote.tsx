import { Link } from '@tanstack/react-router'
import { useMe } from '../me.ts'
import { Note } from '../Note.tsx'
import { longDay } from '../words.ts'

/** A person who reads charts and has no second factor yet is reminded until the day it is needed. */
export function SecondFactorNote() {
  const { secondFactor, clinic } = useMe()
  if (secondFactor?.state !== 'asked' || !secondFactor.neededBy) return null
  return (
    <div className="wm-shell-note wm-screen-only">
      <Note tone="due">
        From {longDay(secondFactor.neededBy, clinic.zone)} on you need a second factor to come in. <Link to="/security">Add one now</Link>, it takes a minute.
      </Note>
    </div>
  )
}
