import { Link } from '@tanstack/react-router'
import { Mark } from '../../../../ui/Mark.tsx'
import { useRoom } from '../context.tsx'

/** Beside the criteria of the protocol, and not one of them: nobody can override it. */
export function SafetyRow() {
  const { concerns, session } = useRoom()
  const state = concerns === undefined ? 'unknown' : concerns.length > 0 ? 'not-met' : 'met'
  return (
    <li className="rm-check" data-state={state}>
      <div className="rm-check-head">
        <span className="rm-check-title">Safety answers</span>
        <Mark kind={state} bare />
        <span className="rm-check-why wm-soft">
          {state === 'met' && 'None waits for a clinician.'}
          {state === 'unknown' && 'This device cannot ask now. The server decides when the entry reaches it.'}
          {state === 'not-met' && (
            <>
              One waits for a clinician; nobody can go past it. <Link to={`/safety/${session.patient}`}>Open and answer</Link>
            </>
          )}
        </span>
      </div>
    </li>
  )
}
