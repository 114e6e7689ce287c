/** Work of the house that is due by the clock and done once, however many nodes there are. */
export type Job = {
  /** Small letters and hyphens. */
  readonly name: string
  /** When, as cron has it: minute, hour, day, month, weekday; see `dailyAt`. */
  readonly cron: string
  /** The clock it is read on. */
  readonly zone: string
  /** Seconds it may take; then it counts as failed and is tried again. */
  readonly within: number
  /** Seconds from a failed try to the next; there are three. */
  readonly again: number
  /** What it throws is told and makes it be tried again. `asked`: somebody asked for it, it was not due. */
  run(asked: boolean): Promise<void>
}

export interface Jobs {
  /** From now on this node does this job when it is due and nobody else does. What was missed while no node ran is made good once. */
  add(job: Job): Promise<void>
  /** Once, as soon as somebody can. False where it is under way already, or about to be. */
  ask(name: string): Promise<boolean>
  /** Whether it is under way or about to be, here or elsewhere. One that failed and waits for its next try is not. */
  busy(name: string): Promise<boolean>
  /** Waits for what is under way here, a moment at most; the rest is another node's, or the next start's. */
  close(): Promise<void>
}

/** `02:30` to cron. Null for what is no time of day. */
export function dailyAt(time: string): string | null {
  const [, hour, minute] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(time) ?? []
  return hour === undefined || minute === undefined ? null : `${Number(minute)} ${Number(hour)} * * *`
}
