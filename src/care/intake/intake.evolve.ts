import type { Intake, IntakeRecorded, OpenIntake } from './intake.types.ts'

export const EMPTY: Intake = { status: 'none', seq: 0 }

export const fold = (facts: readonly IntakeRecorded[]): Intake => facts.reduce(evolve, EMPTY)

export function evolve(intake: Intake, fact: IntakeRecorded): Intake {
  if (fact.type === 'intake-opened') {
    const link = { hash: '', until: fact.at }
    return { status: 'open', seq: fact.seq, ...fact.data, openedAt: fact.at, openedBy: fact.by.name, link, devices: [], answers: {}, history: [] }
  }
  return intake.status === 'none' ? intake : changed({ ...intake, seq: fact.seq }, fact)
}

function changed(intake: OpenIntake, fact: Exclude<IntakeRecorded, { type: 'intake-opened' }>): OpenIntake {
  switch (fact.type) {
    case 'link-made': {
      const { finishedAt: _, ...open } = intake
      // Whoever has the old link is out, whatever device they were on; the questions are open again.
      return { ...open, status: 'open', link: fact.data, devices: [] }
    }
    case 'link-revoked':
      return { ...intake, link: { ...intake.link, revoked: fact.data.reason }, devices: [] }
    case 'device-entered':
      return { ...intake, birthDate: fact.data.birthDate, devices: [...intake.devices, fact.data.device], lastAt: fact.recordedAt }
    case 'answered': {
      const answer = { ...fact.data, at: fact.at, by: fact.by.name, recordedAt: fact.recordedAt }
      const before = intake.answers[answer.step]
      // An answer that was kept on one phone and comes in late does not push a newer one from another aside.
      const answers = before && before.at > answer.at ? intake.answers : { ...intake.answers, [answer.step]: answer }
      return { ...intake, answers, history: [...intake.history, answer], lastAt: fact.recordedAt }
    }
    case 'finished':
      return { ...intake, status: 'finished', finishedAt: fact.at, lastAt: fact.recordedAt }
    case 'instrument-filled':
      return intake
    default:
      return fact satisfies never
  }
}
