import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { passphrase, type Terminal } from './passphrase.ts'

/** A terminal on which somebody types. */
function typing(...lines: string[]) {
  const input = Object.assign(new PassThrough(), { isTTY: true, raw: false, setRawMode: (raw: boolean) => Object.assign(input, { raw }) })
  let shown = ''
  const left = [...lines]
  const out = {
    write: (text: string) => {
      shown += text
      if (/: $/.test(text)) setImmediate(() => input.write(left.shift() ?? '\x03'))
      return true
    },
  }
  return { terminal: { in: input, out } as unknown as Terminal, shown: () => shown, input }
}
const asked = (terminal: Terminal, use: 'new' | 'known') => passphrase({ file: undefined, env: undefined, terminal }, use)

test('a new one is asked for twice, and never shown', async () => {
  const { terminal, shown, input } = typing('heron lantern gravel\r', 'heron lantern gravel\r')
  expect(await asked(terminal, 'new')).toBe('heron lantern gravel')
  expect(shown()).not.toContain('heron')
  expect(shown()).toContain('not even we')
  expect(input.raw).toBe(false)
})

test('what was mistyped is taken back with backspace; letters beyond the alphabet count as one', async () => {
  expect(await asked(typing('herox\x7fn längst 終x\x7f\r').terminal, 'known')).toBe('heron längst 終')
})

test.each([
  [['heron lantern gravel\r', 'heron lantern grovel\r'], /The two are not the same/],
  [['short\r'], /A passphrase of 5 characters is soon guessed/],
  [['\x03'], /Stopped. Nothing was written/],
])('%j is refused', async (lines, message) => {
  const { terminal, input } = typing(...lines)
  await expect(asked(terminal, 'new')).rejects.toThrow(message)
  expect(input.raw).toBe(false)
})

test('without a terminal it says how else', async () => {
  const { terminal } = typing()
  Object.assign(terminal.in, { isTTY: false })
  await expect(asked(terminal, 'known')).rejects.toThrow(/WAYMARK_BACKUP_PASSPHRASE.*--passphrase-file/)
  expect(await passphrase({ file: undefined, env: 'an old short', terminal }, 'known')).toBe('an old short')
})
