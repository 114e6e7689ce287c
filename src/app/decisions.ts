import { clinicOf } from '../care/clinic/clinic.store.ts'
import { type DecisionDesk, type DeskParts, decisionDesk } from '../care/decision/desk.store.ts'
import { factsModel, factsOf } from '../care/facts/facts.store.ts'
import type { Rulebook } from '../care/policy/policy.ts'
import { taskModel, taskStream } from '../care/task/task.store.ts'
import { decide as decideTask } from '../care/task/task.ts'
import type { StreamRef } from '../medicine/record.ts'
import { type Compiled, compile } from '../medicine/rules/compile.ts'
import { evaluate } from '../medicine/rules/evaluate.ts'
import type { Policy } from '../medicine/rules/types.ts'
import { type Instant, instant, msOf } from '../medicine/time.ts'
import type { Database } from '../platform/db/database.ts'
import type { Journal } from '../platform/journal/journal.ts'
import { uuid7 } from '../platform/journal/uuid7.ts'

export type DecisionsParts = {
  readonly journal: Journal
  readonly database: Pick<Database, 'as'>
  readonly rulebook: Rulebook
  readonly openTask: DeskParts['openTask']
  readonly policiesOf?: DeskParts['policiesOf']
  readonly isActive?: DeskParts['isActive']
  readonly now?: () => Instant
}

/** The desk where statements, rules and decisions meet, with what it needs of the other rooms. */
export function openDecisions({ journal, database, rulebook, openTask, ...given }: DecisionsParts): DecisionDesk {
  const now = given.now ?? (() => instant(Date.now()))
  const compiled = compiling(rulebook)
  return decisionDesk({
    journal,
    catalogue: rulebook.catalogue,
    policiesOf: given.policiesOf ?? (async () => rulebook.policies),
    isActive: given.isActive ?? (async () => true),
    evaluate: async (clinic, policy, statements, at) => {
      const about = await database.as(clinic, clinicOf)
      return evaluate(compiled(policy), statements, at, calendarDay(at, about?.zone ?? 'UTC'))
    },
    facts: (clinic, patient) => factsOf(journal, clinic, patient),
    openTask,
    closeTask: async (clinic, by, via, at, id, outcome) => {
      const order = { type: 'do', data: { outcome } } as const
      // Somebody may have closed it by hand, or taken it away: then it is closed, and that is all that was wanted.
      await journal.execute({ clinic, stream: taskStream(id), id: uuid7(), digest: order, by, via, at }, taskModel, (state, when) =>
        decideTask(state, order, { now: when, by, people: [] }),
      )
    },
    now,
  })
}

export const factsSeqs = (journal: Journal) => async (clinic: string, patients: readonly string[]) =>
  new Map([...(await journal.states(clinic, 'facts', patients, factsModel))].map(([patient, { seq }]) => [patient, seq] as const))

/** A policy is made ready once for each of its versions. */
function compiling(rulebook: Rulebook): (policy: Policy) => Compiled {
  const ready = new WeakMap<Policy, Compiled>()
  return (policy) => {
    const found = ready.get(policy) ?? compile(policy, rulebook)
    ready.set(policy, found)
    return found
  }
}

const calendarDay = (at: Instant, zone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(msOf(at))

/**
 * Asks the rules again when the statements of a patient grew, so that an acceptance does not wait for somebody to open
 * a page. For one patient once at a time; what grows meanwhile is asked once more afterwards. A look that fails is told
 * and made good by the next page or list that is read.
 */
export function watchFacts(look: DecisionDesk['look'], report: (fault: unknown) => void) {
  const running = new Map<string, { again: boolean; readonly done: Promise<void> }>()
  const grew = (clinic: string, changes: readonly { readonly stream: StreamRef }[]): void => {
    for (const { stream } of changes) if (stream.kind === 'facts') ask(clinic, stream.id)
  }
  function ask(clinic: string, patient: string): void {
    const key = `${clinic}/${patient}`
    const under = running.get(key)
    if (under) {
      under.again = true
      return
    }
    const done = (async () => {
      do {
        const mine = running.get(key)
        if (mine) mine.again = false
        await look(clinic, patient).catch(report)
      } while (running.get(key)?.again)
      running.delete(key)
    })()
    running.set(key, { again: false, done })
  }
  return { grew, close: async () => void (await Promise.all([...running.values()].map(({ done }) => done))) }
}
