import { Mark } from '../Mark.tsx'
import { useWaiting } from '../waiting.ts'
import { many } from '../words.ts'

/** What waits on this device for the server: one's own entries by number, and whose besides. Nothing when nothing waits. */
export function KeptHere({ short = false }: { readonly short?: boolean }) {
  const { mine, others, unreadable } = useWaiting()
  if (mine === 0 && others.length === 0 && unreadable === 0) return null
  return (
    <span role="status" className="wm-kept-here">
      {mine > 0 && <Mark kind="kept">{short ? `${mine} saved here` : `${many(mine, 'entry', 'entries')} saved here`}</Mark>}
      {others.map(({ name, count }) => (
        <Mark key={name} kind="kept">
          {short ? `${count} of ${name} here` : `${many(count, 'entry', 'entries')} of ${name} ${count === 1 ? 'waits' : 'wait'} here until they sign in`}
        </Mark>
      ))}
      {unreadable > 0 && <Mark kind="kept">{`${many(unreadable, 'entry', 'entries')} here of another version of Waymark; reload to send`}</Mark>}
    </span>
  )
}
