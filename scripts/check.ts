import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * `npm test`: everything, in the order of the house: types, pure types, lint, unused code, then fences, unit, property
 * and store tests, then journeys in the browser. The last line reads `N passed, N failed`.
 */
const root = join(import.meta.dirname, '..')
const scratch = mkdtempSync(join(tmpdir(), 'waymark-check-'))
let passed = 0
let failed = 0

const run = async (command: string, args: readonly string[]): Promise<boolean> => (await codeOf(command, args)) === 0

const codeOf = (command: string, args: readonly string[]): Promise<number | null> =>
  new Promise((resolve) => {
    const child = spawn(join(root, 'node_modules/.bin', command), args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
    child.on('error', () => resolve(null))
    child.on('close', resolve)
  })

const step = async (name: string, command: string, args: readonly string[]) => {
  console.log(`\n── ${name}`)
  const ok = await run(command, args)
  if (ok) passed += 1
  else failed += 1
  console.log(`${ok ? '✓' : '✗'} ${name}`)
}

/** A question to the world outside. Where nobody answers it counts as neither, and that is said at the end too. */
const notAsked: string[] = []
const asking = async (name: string, command: string, args: readonly string[]) => {
  console.log(`\n── ${name}`)
  const code = await codeOf(command, args)
  if (code === 3) notAsked.push(name)
  else if (code === 0) passed += 1
  else failed += 1
  console.log(`${code === 3 ? '?' : code === 0 ? '✓' : '✗'} ${name}`)
}

type Report = {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTotalTests: number
  testResults: { status: string; assertionResults: unknown[] }[]
}

/** Runs one set of tests and adds its counts; a run that leaves no report or ran no test counts as a failure. */
const tests = async (name: string, project: string) => {
  console.log(`\n── ${name}`)
  const file = join(scratch, `${project}.json`)
  const ok = await run('vitest', ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`])
  const report = readReport(file)
  const broken = report.testResults.filter((result) => result.status === 'failed' && result.assertionResults.length === 0).length
  passed += report.numPassedTests
  failed += report.numFailedTests + broken
  if (report.numPassedTests === 0 || (!ok && report.numFailedTests + broken === 0)) failed += 1
}

const readReport = (file: string): Report => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTotalTests: 0, testResults: [] }
  }
}

await step('types', 'tsc', ['--noEmit'])
await step('types of the pure files, without DOM or Node', 'tsc', ['--noEmit', '-p', 'tsconfig.pure.json'])
await step('lint and format', 'biome', ['check', '.'])
await step('unused files, exports and dependencies', 'knip', [])
await asking('known weaknesses of packages', 'node', ['scripts/advisories.ts'])
await step('the web app builds', 'node', ['scripts/build.ts', '--if-stale'])
await tests('fences, unit, property and store tests', 'house')
await tests('journeys in the browser', 'journeys')
rmSync(scratch, { recursive: true, force: true })

for (const name of notAsked) console.log(`\nNot asked, for nobody answered: ${name}`)
console.log(`\n${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
