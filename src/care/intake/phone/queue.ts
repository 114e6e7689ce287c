import type { Given } from '../intake.types.ts'

/** An answer on its way: made on this phone, kept there until the clinic has it. */
export type Sent = { readonly id: string; readonly at: string; readonly step: string; readonly given: Given }
export type Answered = Readonly<Record<string, { readonly given: Given; readonly at: string }>>

/** What was answered, with what still waits on this phone on top. */
export function withWaiting(answers: Answered, waiting: readonly Sent[]): Answered {
  const newer = waiting.filter(({ step, at }) => (answers[step]?.at ?? '') <= at)
  return { ...answers, ...Object.fromEntries(newer.map(({ step, given, at }) => [step, { given, at }])) }
}

/** What becomes of one that was sent, by the answer it got. `keep`: it waits and is tried again; `door`: the birth date is asked first. */
export function fateOf(status: number): 'sent' | 'keep' | 'door' | 'refused' {
  if (status >= 200 && status < 300) return 'sent'
  if (status === 401) return 'door'
  // Not reached, too often, or a fault there: it is not lost, it is early.
  return status === 0 || status === 429 || status >= 500 ? 'keep' : 'refused'
}
