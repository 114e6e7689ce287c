import { msBetween } from '../../../../medicine/time.ts'
import { useNow } from '../../../../ui/clock.ts'
import { useMonitor } from '../context.tsx'
import { age } from '../figures.view.ts'
import { lastHeard } from '../monitor.view.ts'

/** Which device speaks for this chair, when it last did, and who keeps the alarms. */
export function MonitorLine() {
  const monitor = useMonitor()
  const now = useNow()
  const heard = lastHeard(monitor)
  return (
    <p className="rm-monitor wm-small">
      <span className={heard ? 'rm-device' : 'wm-soft'}>
        {heard ? `${monitor?.name ?? 'Monitor'}, heard ${age(msBetween(heard, now))} ago. ` : 'No monitor speaks for this chair. '}
      </span>
      <span className="wm-soft">The bedside monitor keeps the alarms.</span>
    </p>
  )
}
