import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

// Nothing secret lies in the repository: neither keys nor what looks like one.
const root = join(import.meta.dirname, '..')
const FORMS: Readonly<Record<string, RegExp>> = {
  'a private key': /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----\s*[A-Za-z0-9+/]{20}/,
  'an age key': /AGE-SECRET-KEY-1[A-Z0-9]{50}/,
  'a Waymark token': /\bwm_[A-Za-z0-9_-]{64}\b/,
  'a key of a cloud': /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|\bAIza[A-Za-z0-9_-]{35}\b/,
  'a token of a code host': /\b(?:ghp|gho|ghs|ghr|github_pat|glpat|npm)_[A-Za-z0-9_]{30,}|\bglpat-[A-Za-z0-9_-]{20,}/,
  'a webhook or chat token': /\bxox[abprs]-[A-Za-z0-9-]{20,}/,
  'a signed token': /\beyJ[A-Za-z0-9_-]{15,}\.eyJ[A-Za-z0-9_-]{15,}\.[A-Za-z0-9_-]{20,}/,
  'an authenticator secret': /otpauth:\/\/[^\s'"`$]*secret=[A-Z2-7]{16,}/,
  'an address with a password': /\b(?:postgres|postgresql|mysql|redis|amqp|https?):\/\/[^\s:/@'"`${]+:(?!(?:password|secret)@)[^\s@'"`${]{6,}@/,
  'a secret that is assigned': /\b(?:secret|password|passphrase|api_?key|token)\b['"]?\s*[:=]\s*['"][A-Za-z0-9+/_-]{40,}={0,2}['"]/i,
}
/** What a text holds that looks secret, by name. */
const secretsIn = (text: string): string[] => Object.entries(FORMS).flatMap(([name, form]) => (form.test(text) ? [name] : []))

/** The files git keeps; of a tree without git, none, and then the test says that it looked at nothing. */
function kept(): string[] {
  try {
    return execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
      .split('\0')
      .filter(Boolean)
  } catch {
    return []
  }
}
const files = kept().filter((file) => existsSync(join(root, file)) && !/\.(png|jpg|pdf|woff2?)$/.test(file))

test.skipIf(files.length === 0)('no file of the repository holds a key, a token or a password (skipped where there is no git to ask)', () => {
  expect(files.length).toBeGreaterThan(300)
  const found = files
    .filter((file) => file !== 'package-lock.json')
    .flatMap((file) => secretsIn(readFileSync(join(root, file), 'utf8')).map((name) => `${file}: ${name}`))
  expect(found).toEqual([])
})

test.skipIf(files.length === 0)('no file is kept that a running Waymark makes for itself', () => {
  expect(files.filter((file) => /(^|\/)(secrets\.json|running\.json|\.env(\..*)?|.*\.pem|.*\.key|id_(rsa|ed25519))$|^data\//.test(file))).toEqual([])
})

test('what is looked for would be found', () => {
  const a = (length: number) => 'Ab1'.repeat(length).slice(0, length)
  const made = [
    `-----BEGIN PRIVATE ${'KEY'}-----\n${a(64)}`,
    `AGE-SECRET-${'KEY'}-1${'A'.repeat(58)}`,
    `wm${'_'}${a(64)}`,
    `AK${'IA'}${'A'.repeat(16)}`,
    `gh${'p_'}${a(36)}`,
    `xox${'b-'}${a(30)}`,
    `eyJ${a(20)}.eyJ${a(20)}.${a(30)}`,
    `otpauth:${'//'}totp/x?secret=${'A'.repeat(32)}`,
    `postgres:${'//'}me:${a(12)}@host/db`,
    `const password = '${a(44)}'`,
  ]
  for (const text of made) expect(secretsIn(`x ${text} y`), text.slice(0, 12)).toHaveLength(1)
})
