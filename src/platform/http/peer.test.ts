import { expect, test } from 'vitest'
import { NOBODY, peerOf, readTrust, type Trust } from './peer.ts'

const trust = (text: string): Trust => {
  const read = readTrust(text)
  if (!read) throw new Error(`${text} does not read`)
  return read
}

test('without a trusted proxy nothing a caller writes about itself is believed', () => {
  expect(peerOf('203.0.113.9', '10.0.0.1', NOBODY)).toBe('203.0.113.9')
  expect(peerOf('::ffff:203.0.113.9', undefined, NOBODY)).toBe('203.0.113.9')
})

test('behind one proxy each caller has an address of their own', () => {
  expect(['198.51.100.1', '198.51.100.2'].map((caller) => peerOf('127.0.0.1', caller, trust('1')))).toEqual(['198.51.100.1', '198.51.100.2'])
})

test.each([
  ['1', 'evil, 10.9.9.9, 198.51.100.7', '198.51.100.7'],
  ['2', '10.9.9.9, 198.51.100.7, 10.0.0.2', '198.51.100.7'],
  ['127.0.0.1,10.0.0.0/8', '10.9.9.9, 198.51.100.7, 10.0.0.2', '198.51.100.7'],
  ['127.0.0.0/8', '198.51.100.7, 10.0.0.2', '10.0.0.2'],
  ['::1,fd00::/8', '2001:db8::5, fd00::1', undefined],
])('trusting %s, what a caller put in front of it (%s) is not believed', (trusted, forwarded, peer) => {
  expect(peerOf('127.0.0.1', forwarded, trust(trusted))).toBe(peer ?? '127.0.0.1')
})

test('IPv6 proxies, ports and brackets are understood', () => {
  expect(peerOf('::1', '[2001:db8::5]:4711', trust('::1'))).toBe('2001:db8::5')
  expect(peerOf('127.0.0.1', '198.51.100.7:80', trust('1'))).toBe('198.51.100.7')
})

test('a proxy that says nothing, or nonsense, stands for its callers itself', () => {
  for (const said of [undefined, '', 'unknown', '198.51.100.7, _hidden', '999.1.1.1']) expect(peerOf('127.0.0.1', said, trust('1'))).toBe('127.0.0.1')
  expect(peerOf('10.0.0.9', '198.51.100.7', trust('127.0.0.1'))).toBe('10.0.0.9')
})

test.each(['0', '17', '-1', '', 'everybody', '10.0.0.0/33', '10.0.0.0/0', '::/0', '10.0.0.0/8/8', '127.0.0.1;::1'])(
  '%j trusts nobody: it is refused',
  (text) => {
    expect(readTrust(text)).toBeNull()
  },
)
