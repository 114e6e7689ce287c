import { useMemo, useState } from 'react'
import { type Instant, instant, msOf } from '../../../../medicine/time.ts'
import { useNow } from '../../../../ui/clock.ts'
import { LevelChart } from '../../../../ui/level/LevelChart.tsx'
import { useBands } from '../../../../ui/level/useBands.ts'
import { Note } from '../../../../ui/Note.tsx'
import { type Level, type LevelAsked, level } from '../../level.ts'
import type { Live } from '../../session.ts'
import { useRoom } from '../context.tsx'
import { Choice } from '../form/Choice.tsx'
import { analyteWords, axisClock, drawnBand, drawnLines, notes, nowWords, shortTitle, siteWords } from './level.view.ts'
import { useModelChoice } from './useModelChoice.tsx'

/** As many people as `pk` draws in a blink; the same ones each time, so that a band does not tremble. */
const [PEOPLE, SEED] = [10_000, 1]
const PAUSES = [5, 10, 20, 30]

export function LevelPicture() {
  const { session, patient, me, zone } = useRoom()
  const [chosen, choose] = useModelChoice(me.id, session.order?.drug.rxnorm ?? '')
  const [pauseMin, setPauseMin] = useState(10)
  const now = useMoment(session)
  const found = useMemo(
    () => level(session, { now, birthDate: patient.birthDate, zone, model: chosen, pauseMin } satisfies LevelAsked),
    [session, now, patient.birthDate, zone, chosen, pauseMin],
  )
  if (found.kind === 'not-drawn') return <Note title="Nothing is drawn">{found.because.join(' ')}</Note>
  return (
    <div className="rm-stack">
      <Choices found={found} choose={choose} pauseMin={pauseMin} setPauseMin={setPauseMin} />
      <Drawn found={found} pauseMin={pauseMin} zone={zone} />
    </div>
  )
}

/** Every ten seconds is enough for the eye; a change at the pump is seen at once. When the person has left, it is finished. */
function useMoment(session: Live): Instant {
  const now = useNow()
  if (session.discharged) return session.discharged.at
  const slow = instant(Math.floor(msOf(now) / 10_000) * 10_000)
  const last = session.pump.at(-1)?.at
  return last && last > slow && last <= now ? last : slow
}

type Choosing = {
  readonly found: Level
  readonly choose: (model: string) => void
  readonly pauseMin: number
  readonly setPauseMin: (minutes: number) => void
}

function Choices({ found, choose, pauseMin, setPauseMin }: Choosing) {
  const pausing = found.pump === 'running' || found.pump === 'paused'
  return (
    <div className="rm-level-choices">
      <Choice
        label="Model"
        value={found.model.id}
        onChange={choose}
        options={found.models.map((one) => ({ value: one.id, label: shortTitle(one), hint: siteWords(one) }))}
      />
      {pausing && (
        <Choice label="A pause of" value={pauseMin} onChange={setPauseMin} options={PAUSES.map((value) => ({ value, label: `${value}`, hint: 'min' }))} />
      )}
    </div>
  )
}

function Drawn({ found, pauseMin, zone }: { readonly found: Level; readonly pauseMin: number; readonly zone: string }) {
  const { model, zero, nowMin, stretch, cautions } = found
  const spread = useBands(found.band && { ...found.band, people: PEOPLE, seed: SEED })
  const answer = spread.kind === 'answered' ? spread.answer : spread.kind === 'working' ? spread.before : null
  const band = useMemo(() => (answer?.kind === 'bands' && answer.model.id === model.id ? drawnBand(answer) : null), [answer, model])
  const bands = useMemo(() => (band ? [band] : []), [band])
  const lines = useMemo(() => drawnLines(found, pauseMin), [found, pauseMin])
  const at = useMemo(() => axisClock(zero, zone), [zero, zone])
  const why = model.variability.kind === 'none' ? model.variability.why : spread.kind === 'failed' ? spread.message : model.variability.note
  return (
    <>
      <p className="rm-level-now">{nowWords(found, band)}</p>
      <LevelChart
        analyte={analyteWords(model)}
        site={model.site.kind}
        models={[model]}
        cautions={cautions}
        notes={[why, ...notes(found, zone)]}
        lines={lines}
        bands={bands}
        now={nowMin ?? undefined}
        span={[stretch.from, stretch.to]}
        at={at}
      />
    </>
  )
}
