import { useNow } from '../clock.ts'
import { useMe } from '../me.ts'
import { dayAndClock } from '../words.ts'

/** On paper only: from which clinic, by whom and when. What is on paper grows old. */
export function Printed() {
  const { clinic, staff } = useMe()
  return (
    <p className="wm-print-only wm-small">
      {clinic.name}. Printed {dayAndClock(useNow(), clinic.zone)} by {staff.name}.
    </p>
  )
}
