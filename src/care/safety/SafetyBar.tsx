import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Instant } from '../../medicine/time.ts'
import { get, type Refusal } from '../../ui/api.ts'
import { useRefresh } from '../../ui/ask.ts'
import { useNow } from '../../ui/clock.ts'
import { useLive } from '../../ui/live.ts'
import { Mark } from '../../ui/Mark.tsx'
import { useMay, useMe } from '../../ui/me.ts'
import { ago } from '../../ui/words.ts'
import { nameOf } from './names.ts'
import type { ListedConcern, OpenAnswer } from './safety.wire.ts'
import './safety.css'

const OPEN = '/api/safety/open'
/** An escalation comes with time alone, so it is asked for now and then too. */
const AGAIN_MS = 30_000
const SHOWN = 2

/** On every page of whoever it concerns, until somebody acknowledges: a safety answer waits. */
export function SafetyBar() {
  const refresh = useRefresh()
  const { data } = useQuery<OpenAnswer, Refusal>({
    queryKey: [OPEN],
    queryFn: async () => {
      const answer = await get<OpenAnswer>(OPEN, { passive: true })
      if (!answer.ok) throw answer.error
      return answer.value
    },
    refetchInterval: AGAIN_MS,
    retry: false,
  })
  useLive({
    stream: ({ kind }) => void ((kind === 'safety' || kind === 'patient') && refresh('/api/safety')),
    catchUp: () => void refresh('/api/safety'),
  })
  const standing = data?.concerns.filter(({ stands }) => stands) ?? []
  return (
    <section className="wm-safety-bar" aria-label="Safety answers that wait" hidden={standing.length === 0}>
      <span className="wm-hidden" role="alert">
        {standing.map((one) => `${nameOf(one.name)}: a safety answer waits for a clinician.`).join(' ')}
      </span>
      {standing.slice(0, SHOWN).map((one) => (
        <Line key={one.id} of={one} onCall={data?.onCall?.name ?? null} />
      ))}
      {standing.length > SHOWN && (
        <p>
          <Link to="/safety">and {standing.length - SHOWN} more</Link>
        </p>
      )}
    </section>
  )
}

function Line({ of, onCall }: { readonly of: ListedConcern; readonly onCall: string | null }) {
  const [now, may, { staff }] = [useNow(), useMay(), useMe()]
  const whose = of.onCall?.staff === staff.id ? 'You are on call.' : of.onCall ? `${of.onCall.name} is on call.` : onCall ? '' : 'Nobody is on call.'
  const escalated = now >= of.escalateAt
  return (
    <p className="wm-safety-line">
      <Mark kind="alert" pulsing>
        {escalated ? 'Escalated' : 'Safety'}
      </Mark>
      <span className="wm-safety-words">
        <strong>{nameOf(of.name)}</strong> {of.says ? `answered ${of.says}` : 'gave an answer that a clinician must see'}, {ago(of.raisedAt as Instant, now)}.
        Not acknowledged. {whose}
      </span>
      <Button component={Link} to={may('chart.read') && of.name !== null ? `/safety/${of.patient}` : '/safety'} color="red" size="compact-md">
        Open
      </Button>
    </p>
  )
}
