import type { Context } from 'hono'
import type { Actor, Via } from '../../medicine/record.ts'
import type { FactDefinition, Statement } from '../../medicine/rules/types.ts'
import type { Questionnaire } from '../../medicine/scales/questionnaire.ts'
import { type Instant, instant } from '../../medicine/time.ts'
import type { Database, Tx } from '../../platform/db/database.ts'
import { answerRefusal, type Outcome } from '../../platform/http/command.ts'
import type { Env } from '../../platform/http/env.ts'
import type { Journal } from '../../platform/journal/journal.ts'
import type { Ingredient } from './ingredients.ts'
import { filledOf } from './intake.store.ts'
import type { Material } from './steps.ts'

export type CrisisLine = { readonly name: string; readonly call?: string; readonly text?: string; readonly says?: string }
export type Command = { readonly clinic: string; readonly id: string; readonly by: Actor; readonly via: Via; readonly at: Instant }
/** Somebody's answer that calls for help; the safety room opens a task with a clock. */
export type Concern = {
  readonly patient: string
  readonly item: string
  readonly answer: number | boolean | string
  readonly where: { readonly kind: 'intake'; readonly id: string }
  /** The answer's own id: called for twice it is one concern. */
  readonly id: string
}

export type IntakeParts = {
  readonly journal: Journal
  readonly database: Database
  /** What is asked, as the documents in force say: facts, medicines, how long a medicine must have been taken. */
  readonly asks: () => { readonly facts: readonly FactDefinition[]; readonly ingredients: readonly Ingredient[]; readonly weeksNeeded: number | null }
  /** The scales that come along. */
  readonly instruments: readonly Questionnaire[]
  /** What is known of a person, and saying more. */
  readonly standing: (clinic: string, patient: string) => Promise<readonly Statement[]>
  readonly state: (command: Command, patient: string, statements: readonly Statement[]) => Promise<Outcome>
  readonly withdraw: (command: Command, patient: string, statement: string, reason: string) => Promise<Outcome>
  readonly personOf: (
    clinic: string,
    patient: string,
  ) => Promise<{ readonly givenName: string; readonly familyName: string; readonly birthDate: string } | null>
  readonly register: (
    command: Command,
    patient: string,
    person: { readonly givenName: string; readonly familyName: string; readonly birthDate: string },
  ) => Promise<Outcome>
  readonly clinicOf: (tx: Tx) => Promise<{ readonly id: string; readonly name: string } | null>
  /** The clinic of this house, where there is one alone. */
  readonly onlyClinic: () => Promise<string | null>
  readonly raiseConcern: (clinic: string, by: Actor, via: Via, at: Instant, concern: Concern) => Promise<unknown>
  /** The clinic's own lines, in their order; 988 is shown whatever they are. */
  readonly crisisLines: (clinic: string) => Promise<readonly CrisisLine[]>
  readonly peerOf: (c: Context<Env>) => string | undefined
  /** Whether every address of this house is https: then cookies go over nothing else. */
  readonly secure: boolean
}

/** Catalogue and scales of one clinic: its own copies stand in the places kept for them. */
export async function materialOf({ journal, asks, instruments }: IntakeParts, clinic: string): Promise<Material> {
  const filled = await filledOf(journal, clinic)
  return { facts: asks().facts, instruments: instruments.map((one) => filled.get(one.id)?.questionnaire ?? one) }
}

export const nowOf = (c: Context<Env>): Instant => instant(c.var.house.now().getTime())

/** A phone's clock may run ahead; nothing was answered in the future. */
export const notAhead = (at: Instant, now: Instant): Instant => (at > now ? now : at)

/** A refusal on a route that has no guard: nobody is named in the trail of reads. */
export function refuse(c: Context<Env>, outcome: Exclude<Outcome, { kind: 'done' }>) {
  c.set('about', {})
  return answerRefusal(c, outcome)
}

export const clinicNamed = async (parts: IntakeParts, clinic: string) => ({
  name: (await parts.database.as(clinic, parts.clinicOf))?.name ?? '',
  lines: await parts.crisisLines(clinic),
})
