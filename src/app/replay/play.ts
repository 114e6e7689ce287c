import { addMs, type Instant, instant, msOf } from '../../medicine/time.ts'
import type { Client } from '../../platform/mllp/client.ts'
import type { Recording } from './recording.ts'

export type Report = {
  sent: number
  accepted: number
  /** Answers that were not AA or CA, each kind with its count and one of its reasons. */
  readonly others: Map<string, { count: number; readonly why: string }>
}
type Told = (report: Report, offsetMs: number) => void

export type Speed = { readonly speed: number; readonly controlIds: () => string; readonly told?: Told; readonly stopped?: () => boolean }

/** Plays a recording: each beat when its time has come, its answer awaited before the next. */
export async function play(recording: Recording, client: Client, { speed, controlIds, told, stopped = () => false }: Speed): Promise<Report> {
  const report: Report = { sent: 0, accepted: 0, others: new Map() }
  const [firstBeat] = recording.beats
  const zero = firstBeat?.offsetMs ?? 0
  const begun = Date.now()
  const played = (offsetMs: number): Instant => addMs(instant(begun), Math.round((offsetMs - zero) / speed))
  for (const { offsetMs, message } of recording.beats) {
    await until(msOf(played(offsetMs)), stopped)
    if (stopped()) break
    const answer = await client.send(message(instant(Date.now()), played, controlIds()))
    note(report, new TextDecoder('latin1').decode(answer))
    told?.(report, offsetMs - zero)
  }
  return report
}

async function until(ms: number, stopped: () => boolean): Promise<void> {
  while (Date.now() < ms && !stopped()) await new Promise((resolve) => setTimeout(resolve, Math.min(200, Math.max(1, ms - Date.now()))))
}

function note(report: Report, answer: string): void {
  report.sent += 1
  const [, code = 'no MSA', , why = ''] = /MSA.([A-Z]{2}).([^|\r]*)(?:.([^\r]*))?/.exec(answer) ?? []
  if (code === 'AA' || code === 'CA') report.accepted += 1
  else report.others.set(code, { count: (report.others.get(code)?.count ?? 0) + 1, why: report.others.get(code)?.why ?? why })
}
