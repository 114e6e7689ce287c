import { expect, test } from 'vitest'
import { readOptions } from './options.ts'

test('nothing said: port 3000, this machine only, no monitors, no demonstration', () => {
  expect(readOptions([])).toEqual({ kind: 'start', options: { port: 3000, host: '127.0.0.1', demo: false, origins: [] } })
})

test('everything said, in both ways of writing', () => {
  expect(readOptions(['--port', '3001', '--data=/srv/clinic', '--demo', '--mllp-port=2575', '--host', '0.0.0.0'])).toEqual({
    kind: 'start',
    options: { port: 3001, host: '0.0.0.0', demo: true, origins: [], data: '/srv/clinic', mllpPort: 2575 },
  })
})

test.each([
  [['--prot', '3001'], 'Waymark does not know the option --prot.'],
  [['-p', '3001'], 'Waymark does not know the option -p.'],
  [['3001'], 'Waymark does not know what to do with "3001".'],
  [['--port'], '--port needs a number from 1 to 65535.'],
  [['--port', 'http'], '--port needs a number from 1 to 65535.'],
  [['--port', '65536'], '--port needs a number from 1 to 65535.'],
  [['--port', '0'], '--port needs a number from 1 to 65535.'],
  [['--mllp-port=-1'], '--mllp-port needs a number from 1 to 65535.'],
  [['--data'], '--data needs a value.'],
  [['--data='], '--data needs a value.'],
  [['--mllp-clinic='], '--mllp-clinic needs a value.'],
  [['--mllp-clinic', 'North'], '--mllp-clinic says whose monitors speak on --mllp-port; give both.'],
  [['--demo=yes'], '--demo takes no value.'],
  [['--mllp-port', '3000'], '--port and --mllp-port cannot be the same.'],
])('%j is answered with what is wrong', (words, message) => {
  expect(readOptions(words)).toEqual({ kind: 'wrong', message: `${message} See: npm start -- --help` })
})

test('whose monitors speak on the port may be said by name', () => {
  expect(readOptions(['--mllp-port', '2575', '--mllp-clinic', 'North Street'])).toMatchObject({ options: { mllpPort: 2575, mllpClinic: 'North Street' } })
})

test('help and version are answered whatever else was said', () => {
  expect(readOptions(['--port', 'x', '-h'])).toEqual({ kind: 'help' })
  expect(readOptions(['--version'])).toEqual({ kind: 'version' })
})
