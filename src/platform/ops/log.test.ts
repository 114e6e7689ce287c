import { expect, test } from 'vitest'
import { faultFields } from './fault.ts'
import { type LogOptions, openLog } from './log.ts'

function logged(form: LogOptions['form'], level: LogOptions['level'] = 'debug') {
  let text = ''
  const log = openLog({ form, level, write: (line) => (text += line) })
  return { log, text: () => text }
}

test('for machines each line is one JSON object with time, level and words', () => {
  const { log, text } = logged('json')
  log.info('request', { requestId: 'r-1', status: 200 })
  expect(JSON.parse(text())).toEqual({ level: 'info', time: expect.stringMatching(/^20..-.*Z$/), requestId: 'r-1', status: 200, says: 'request' })
})

test('for people it is a line of words, and a fault has its places below', () => {
  const { log, text } = logged('text')
  log.fault(new Error('The disk is full'), { requestId: 'r-1' })
  expect(text()).toMatch(/^\d\d:\d\d:\d\d error fault requestId=r-1\n {2}Error The disk is full\n {4}at .*log\.test/)
})

test('on a terminal requests are not told, unless somebody asks for them', () => {
  let text = ''
  const log = openLog({ form: 'text', write: (line) => (text += line) })
  log.info('request', { status: 200 })
  expect(text).toBe('')
})

test.each(['json', 'text'] as const)('in %s nothing that is logged makes a line, a colour or a direction of its own', (form) => {
  const { log, text } = logged(form)
  const evil = 'x\r\n{"level":"info","says":"forged"}\u001b[2J\u009b31m\u202e\u2028\u0000\u007f'
  log.warn(evil, { requestId: evil, [evil]: 'y' })
  expect(text().trimEnd().split('\n')).toHaveLength(1)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they must not be there
  expect(text().trimEnd()).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e]/)
  if (form === 'json') expect(JSON.parse(text())).toMatchObject({ says: evil, requestId: evil })
})

test('what a database or a reader quotes of a person stays out of the log', () => {
  const database = Object.assign(new Error('invalid input syntax for type date: "Ana Reyes, 1985-03-04"'), {
    code: '22007',
    detail: 'Key (name)=(Ana Reyes) already exists.',
    where: "unnamed portal parameter $1 = 'Ana Reyes'",
    table: 'patient_list',
    constraint: 'patient_list_pkey',
  })
  const reading = (() => {
    try {
      return JSON.parse('{"name": "Ana Reyes" oops')
    } catch (fault) {
      return fault
    }
  })()
  const both = [database, reading, new Error('could not save', { cause: database }), 'Ana Reyes', { name: 'Ana Reyes' }].map((fault) => faultFields(fault))
  expect(JSON.stringify(both)).not.toMatch(/Ana|Reyes|1985/)
  expect(both[0]).toMatchObject({ code: '22007', table: 'patient_list', constraint: 'patient_list_pkey', message: 'invalid input syntax for type date: "…"' })
})
