import { msBetween } from '../../../../medicine/time.ts'
import { useNow } from '../../../../ui/clock.ts'
import { Num } from '../../../../ui/Num.tsx'
import { minutesSeconds } from '../../../../ui/words.ts'
import { totals } from '../../session.ts'
import { stoppedAt } from '../../status.ts'
import { useRoom } from '../context.tsx'
import { part, shown } from '../figures.view.ts'
import './totals.css'

/** What was given of what was ordered, and against the plan; counts on by the second. */
export function Totals() {
  const { session } = useRoom()
  const now = useNow()
  const at = stoppedAt(session) ?? now
  const t = totals(session, at)
  if (!t || session.pump.length === 0) return null
  const given = part(t.deliveredMg, t.orderedMg)
  const planned = part(t.plannedMg, t.orderedMg)
  return (
    <section className="rm-totals" aria-label="Dose">
      <div className="rm-totals-main">
        <Num value={shown(t.deliveredMg, 1)} size="large" />
        <span className="wm-soft">of</span>
        <Num value={shown(t.orderedMg, 1)} unit="mg" />
      </div>
      <dl className="rm-totals-list">
        <Fact name="Per kg" value={shown(t.deliveredMgPerKg, 2)} unit="mg/kg" />
        <Fact name="Volume" value={shown(t.deliveredMl, 1)} unit="mL" />
        <Fact name="Plan by now" value={shown(t.plannedMg, 1)} unit="mg" />
        <Fact name="Rate" value={shown(t.currentRateMlPerHour, 1)} unit="mL/h" />
        <Fact name="Left" value={t.completeAt ? minutesSeconds(msBetween(now, t.completeAt)) : '–'} unit={t.completeAt ? 'min' : ''} />
      </dl>
      {given !== null && (
        <div className="rm-bar" role="img" aria-label={`${Math.round(given * 100)} percent of the ordered dose given`}>
          <div className="rm-bar-done" style={{ width: `${given * 100}%` }} />
          {planned !== null && <div className="rm-bar-plan" style={{ left: `${planned * 100}%` }} />}
        </div>
      )}
    </section>
  )
}

const Fact = ({ name, value, unit }: { readonly name: string; readonly value: string; readonly unit: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>
      <Num value={value} unit={unit} />
    </dd>
  </div>
)
