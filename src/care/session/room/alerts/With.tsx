import { Mark } from '../../../../ui/Mark.tsx'
import { list } from '../../../../ui/words.ts'
import { useRoom } from '../context.tsx'

/** Who is with the patient; while a dose runs or wears off, nobody is worth saying. */
export function With() {
  const { session } = useRoom()
  const names = session.attending.map((one) => one.name)
  if (names.length > 0) return <span className="wm-soft">With the patient: {list(names)}</span>
  if (session.status !== 'dosing' && session.status !== 'recovering') return null
  return (
    <Mark kind="warning" bare>
      Nobody has said they are with the patient
    </Mark>
  )
}
