import { useEffect, useRef, useState } from 'react'
import { QUANTITIES } from '../../../../medicine/vitals.ts'
import { useNow } from '../../../../ui/clock.ts'
import { Mark } from '../../../../ui/Mark.tsx'
import { type OpenAlert, openAlerts } from '../../session.ts'
import { useRoom } from '../context.tsx'
import { limitInWords } from '../words.view.ts'
import { AlertCard } from './AlertCard.tsx'
import { With } from './With.tsx'
import './alerts.css'

/** One alert speaks, the one that wants somebody most; the others stand beside it by name and take its place by a tap. */
export function AlertBar() {
  const { session, protocol } = useRoom()
  const [chosen, choose] = useState<string | null>(null)
  const alerts = openAlerts(session, protocol, useNow())
  const waiting = alerts.filter((alert) => alert.needs !== 'watch')
  const front = alerts.find((alert) => alert.alert === chosen) ?? waiting[0] ?? alerts[0]
  const others = alerts.filter((alert) => alert !== front)
  // The row is there before anything is in it: an alert that arrives moves nothing under a thumb.
  if (!front && !WATCHED.has(session.status)) return null
  return (
    <section className="rm-alerts" aria-label="Alerts">
      <Said words={waiting.map((alert) => `${limitInWords(alert.quantity, alert.side, alert.limit)}: now ${alert.latestValue}`)} />
      {!front && <Quiet />}
      {front && <AlertCard key={front.alert} alert={front} next={() => choose(null)} />}
      {others.length > 0 && (
        <ul className="rm-alert-others" aria-label="Other alerts">
          {others.map((alert) => (
            <li key={alert.alert}>
              <button type="button" className="rm-tap rm-tap-small" onClick={() => choose(alert.alert)}>
                <Other alert={alert} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const WATCHED: ReadonlySet<string> = new Set(['dosing', 'recovering'])

const Quiet = () => (
  <p className="rm-alert-quiet">
    <Mark kind="met" bare>
      No open alerts
    </Mark>
    <With />
  </p>
)

const Other = ({ alert }: { readonly alert: OpenAlert }) => (
  <Mark kind={alert.needs === 'watch' ? 'acknowledged' : 'alert'} bare>
    {QUANTITIES[alert.quantity].short} {alert.latestValue}
    <small>
      {' '}
      {alert.side === 'above' ? '≥' : '≤'} {alert.limit}
    </small>
  </Mark>
)

/** New alerts are said once to the screen reader, politely: the bedside monitor is what interrupts. */
function Said({ words }: { readonly words: readonly string[] }) {
  const heard = useRef<ReadonlySet<string>>(new Set())
  const [said, say] = useState('')
  const all = words.join('. ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the joined words are the list
  useEffect(() => {
    const fresh = words.filter((word) => !heard.current.has(word))
    heard.current = new Set(words)
    if (fresh.length > 0) say(`New alert. ${fresh.join('. ')}`)
  }, [all])
  return (
    <p className="rm-hidden" aria-live="polite">
      {said}
    </p>
  )
}
