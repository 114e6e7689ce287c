import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** What the registry's list of known weaknesses says of the packages that run at a clinic. */
export type Advice =
  | { readonly kind: 'clean' }
  | { readonly kind: 'weak'; readonly found: readonly string[] }
  | { readonly kind: 'not-asked'; readonly why: string }

const WITHIN_MS = 45_000

/** Reads the answer of `npm audit --json`. An answer that is none means that nobody was asked; it is never taken for "clean". */
export function read(text: string, code: number | null): Advice {
  let answer: { error?: { code?: string; summary?: string }; message?: string; metadata?: { vulnerabilities?: { total?: number } }; vulnerabilities?: object }
  try {
    answer = JSON.parse(text)
  } catch {
    return { kind: 'not-asked', why: code === null ? `no answer in ${WITHIN_MS / 1000} s` : 'npm gave no answer that reads' }
  }
  const total = answer?.metadata?.vulnerabilities?.total
  if (typeof total !== 'number') return { kind: 'not-asked', why: answer?.error?.code ?? 'the registry has no list of advisories here' }
  if (total === 0) return code === 0 ? { kind: 'clean' } : { kind: 'not-asked', why: `npm ended with ${code}` }
  return { kind: 'weak', found: Object.entries(answer.vulnerabilities ?? {}).map(([name, { severity = '' }]) => `${name} (${severity})`) }
}

/** `npm audit --omit=dev`. Ends with 0: clean; 1: weaknesses, named; 3: could not ask, said aloud. */
function ask(): Promise<Advice> {
  return new Promise((resolve) => {
    const child = spawn('npm', ['audit', '--omit=dev', '--json', '--audit=true', '--fetch-retries=0', '--fetch-timeout=20000'], {
      cwd: join(import.meta.dirname, '..'),
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: WITHIN_MS,
    })
    let text = ''
    child.stdout.on('data', (chunk) => {
      text += String(chunk)
    })
    child.on('error', (fault) => resolve({ kind: 'not-asked', why: fault.message }))
    child.on('close', (code) => resolve(read(text, code)))
  })
}

async function main(): Promise<void> {
  const advice = await ask()
  if (advice.kind === 'clean') return console.log('No known weakness in what runs at a clinic.')
  if (advice.kind === 'weak') {
    console.error(`Known weaknesses in what runs at a clinic:\n${advice.found.map((one) => `  ${one}`).join('\n')}\nSee: npm audit --omit=dev`)
    process.exit(1)
  }
  console.log(`NOT ASKED whether packages have known weaknesses: ${advice.why}. Run "npm audit --omit=dev" where the registry answers.`)
  process.exit(3)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main()
