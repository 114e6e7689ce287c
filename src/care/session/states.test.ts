import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Actor } from '../../medicine/record.ts'
import { IN_PERSON, rolesFor } from './roles.ts'
import {
  arrived,
  both,
  codes,
  discharged,
  fay,
  infusing,
  minute,
  monitor,
  nina,
  pat,
  prepared,
  protocol,
  readied,
  recovering,
  scheduled,
  sentences,
  signed,
  type Telling,
  theo,
} from './session.fixture.ts'
import { COMMANDS, options, type SessionCommandType, type Status } from './session.ts'
import { WHERE } from './states.ts'

const STATUSES: readonly Status[] = ['scheduled', 'arrived', 'ready', 'dosing', 'recovering', 'discharged', 'signed', 'abandoned']

const whose = (type: SessionCommandType): string => {
  if (type === 'keep-samples') return 'bedside device'
  const roles = rolesFor(type)
  return `${roles.length === 5 ? 'anybody on the staff' : roles.join(', ').replace('-', ' ')}${IN_PERSON.has(type) ? ', in person' : ''}`
}
const table = (): string =>
  [
    `| command | ${STATUSES.join(' | ')} | whose |`,
    `|---|${STATUSES.map(() => ':-:').join('|')}|---|`,
    ...COMMANDS.filter((type) => type !== 'schedule').map(
      (type) => `| ${type} | ${STATUSES.map((status) => (WHERE[type].in.includes(status) ? '●' : '')).join(' | ')} | ${whose(type)} |`,
    ),
  ].join('\n')

/** However a formatter aligns the columns. */
const cells = (text: string): string => text.replaceAll(/ *\| */g, '|').replaceAll(/-{2,}/g, '-')

test('docs/states.md holds the table the code decides by', () => {
  const doc = readFileSync(new URL('../../../docs/states.md', import.meta.url), 'utf8')
  expect(cells(doc)).toContain(cells(table()))
})

const abandoned = (): Telling => {
  const t = arrived()
  t.does(45, nina, 'abandon', { reason: 'slept badly' })
  return t
}
const IN: Readonly<Record<Status, readonly [() => Telling, number]>> = {
  scheduled: [scheduled, 30],
  arrived: [prepared, 47],
  ready: [readied, 58],
  dosing: [infusing, 70],
  recovering: [recovering, 110],
  discharged: [discharged, 170],
  signed: [signed, 200],
  abandoned: [abandoned, 60],
}

test.each(STATUSES)('in status %s every command outside the table is refused with a sentence that says when it is possible', (status) => {
  const [make, at] = IN[status]
  const t = make()
  expect(t.s.status).toBe(status)
  for (const type of COMMANDS) {
    if (WHERE[type].in.includes(status) || type === 'keep-samples') continue
    const decision = t.ask(at, both, type, {} as never)
    expect(codes(decision)).toEqual(['not-in-this-status'])
    expect(sentences(decision)).toBe(
      `${WHERE[type].says} is possible ${WHERE[type].possible}. This session is ${sentences(decision).split('This session is ')[1]}`,
    )
    expect(sentences(decision)).toMatch(/This session is [a-z].*\.$/)
  }
})

const why = (t: Telling, at: number, by: Actor, type: SessionCommandType) => options(t.s, protocol, { by, now: minute(at) }).find((one) => one.type === type)

test('the buttons: each command once, with what can be done now and, if not, why', () => {
  const t = infusing()
  const list = options(t.s, protocol, { by: nina, now: minute(70) })
  expect(list.map(({ type }) => type)).toEqual(COMMANDS)
  expect(list.filter(({ can }) => can).map(({ type }) => type)).toEqual([
    'change-chair',
    'write-order',
    'name-escort',
    'review-allergies',
    'check-iv',
    'change-rate',
    'pause',
    'give-bolus',
    'change-bag',
    'stop-infusion',
    'record-readings',
    'record-adverse-event',
    'open-emergency',
    'write-note',
    'attend',
    'replace-entry',
    'strike-entry',
  ])
  expect(list.filter(({ can }) => !can).every((one) => one.why?.endsWith('.'))).toBe(true)
})

test('a button says what is missing: gates, line, role', () => {
  expect(why(prepared(), 50, nina, 'ready')).toEqual({ type: 'ready', can: true })
  expect(why(arrived(), 50, nina, 'ready')?.why).toContain('Check of identity: not known. Nobody has confirmed who this is.')
  expect(why(infusing(), 70, nina, 'set-limit')?.why).toBe('This is for a physician to do.')
  expect(why(infusing(), 70, theo, 'pause')?.why).toBe('This is for a nurse or physician to do.')
  expect(why(infusing(), 70, pat, 'set-limit')?.can).toBe(true)
  expect(why(infusing(), 70, monitor, 'keep-samples')?.can).toBe(true)
  expect(why(recovering(), 110, nina, 'change-rate')?.why).toContain('the infusion has stopped')
  expect(why(arrived(), 45, pat, 'override-gate')?.can).toBe(true)
  expect(why(prepared(), 47, pat, 'override-gate')?.why).toBe('All checks are met.')
  expect(why(infusing(), 70, fay, 'arrive')?.why).toContain('Recording the arrival is possible once')
})

test('a button that says no and a decision agree: with the same sentences', () => {
  for (const [make, at] of Object.values(IN)) {
    const t = make()
    for (const by of [nina, pat, fay, theo, both, monitor])
      for (const { type, can, why } of options(t.s, protocol, { by, now: minute(at) })) {
        if (can) continue
        const decision = t.ask(at, by, type, {} as never)
        expect([type, decision.kind, sentences(decision)]).toEqual([type, 'refused', why])
      }
  }
})
