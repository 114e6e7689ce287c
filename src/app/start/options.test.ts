import { expect, test } from 'vitest'
import { readOptions } from './options.ts'

test('nothing said: port 3000, this machine only, no monitors, no demonstration', () => {
  expect(readOptions([])).toEqual({ kind: 'start', options: { port: 3000, host: '127.0.0.1', demo: false, origins: [], backup: {}, jobs: true } })
})

test('everything said, in both ways of writing', () => {
  expect(readOptions(['--port', '3001', '--data=/srv/clinic', '--demo', '--mllp-port=2575', '--host', '0.0.0.0'])).toEqual({
    kind: 'start',
    options: { port: 3001, host: '0.0.0.0', demo: true, origins: [], backup: {}, jobs: true, data: '/srv/clinic', mllpPort: 2575 },
  })
})

test('backups, and a node without jobs', () => {
  const words = ['--backup-dir', '/mnt/safe', '--backup-keep=30', '--backup-at', '03:15', '--backup-passphrase-file', '/etc/waymark.key', '--no-jobs']
  expect(readOptions(words)).toMatchObject({
    kind: 'start',
    options: { backup: { dir: '/mnt/safe', keep: '30', at: '03:15', 'passphrase-file': '/etc/waymark.key' }, jobs: false },
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
  [['--no-jobs=yes'], '--no-jobs takes no value.'],
  [['--backup-dir'], '--backup-dir needs a value.'],
  [['--trust-proxy'], '--trust-proxy needs a number of proxies (1 to 16) or addresses such as 10.0.0.0/8,::1.'],
  [['--trust-proxy', 'all'], '--trust-proxy needs a number of proxies (1 to 16) or addresses such as 10.0.0.0/8,::1.'],
  [['--trust-proxy', '0.0.0.0/0'], '--trust-proxy needs a number of proxies (1 to 16) or addresses such as 10.0.0.0/8,::1.'],
  [['--drain', 'soon'], '--drain needs seconds, 0 to 300.'],
  [['--log', 'xml'], '--log is json or text.'],
  [['--log-level', 'loud'], '--log-level is one of debug, info, warn, error.'],
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

test('what is said about the running of it is understood', () => {
  expect(readOptions(['--trust-proxy', '2', '--drain=10', '--log', 'json', '--log-level', 'warn'])).toMatchObject({
    options: { trust: { kind: 'hops', count: 2 }, drainSeconds: 10, log: 'json', logLevel: 'warn' },
  })
})
