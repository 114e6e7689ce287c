import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

/** Every fence is broken once in a small house of its own, and must answer by name. */
const root = join(import.meta.dirname, '..')
type Answer = { summary: { totalCruised: number; violations: { from: string; rule: { name: string } }[] }; modules: { source: string }[] }

const cruise = (cwd: string): Answer => {
  const run = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'src']
  const options = { cwd, encoding: 'utf8' as const, maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] as ['ignore', 'pipe', 'ignore'] }
  try {
    return JSON.parse(execFileSync(join(root, 'node_modules/.bin/depcruise'), run, options))
  } catch (broken) {
    return JSON.parse((broken as { stdout: string }).stdout)
  }
}

const breaks: readonly (readonly [rule: string, file: string, text: string])[] = [
  ['no-circles', 'src/medicine/a.ts', "import './b.ts'"],
  ['medicine-knows-only-medicine', 'src/medicine/c.ts', "import '../care/plan/plan.ts'"],
  ['medicine-has-no-machine', 'src/medicine/d.ts', "import 'node:fs'"],
  ['pure-care-is-pure', 'src/care/plan/plan.ts', "import '../../platform/db.ts'"],
  ['pure-care-has-no-machine', 'src/care/plan/disk.ts', "import 'node:fs'"],
  ['pure-care-calls-no-edge', 'src/care/plan/edge.ts', "import './plan.store.ts'"],
  ['capabilities-meet-at-doors', 'src/care/session/peek.ts', "import '../plan/disk.ts'"],
  ['wire-knows-shapes-only', 'src/care/plan/plan.wire.ts', "import '../../platform/db.ts'"],
  ['store-speaks-sql-only', 'src/care/plan/plan.store.ts', "import './plan.routes.ts'"],
  ['routes-know-no-screen', 'src/care/plan/plan.routes.ts', "import './PlanScreen.tsx'"],
  ['screens-stay-in-the-browser', 'src/care/plan/PlanScreen.tsx', "import './other.store.ts'"],
  ['exchange-translates-only', 'src/exchange/fhir.ts', "import '../app/main.ts'"],
  ['platform-knows-nothing-above', 'src/platform/db.ts', "import '../medicine/e.ts'"],
  ['ui-knows-no-patient', 'src/ui/part.ts', "import '../care/plan/disk.ts'"],
  ['nothing-imports-app', 'src/medicine/f.ts', "import '../app/main.ts'"],
  ['nothing-unresolved', 'src/medicine/g.ts', "import './nowhere.ts'"],
]
const fillers = { 'src/medicine/b.ts': "import './a.ts'", 'src/medicine/e.ts': '', 'src/app/main.ts': '', 'src/care/plan/other.store.ts': '' }

let house: string
let answer: Answer
beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), 'fences-'))
  for (const [file, text] of [...breaks.map(([, file, text]) => [file, text] as const), ...Object.entries(fillers)]) {
    mkdirSync(dirname(join(house, file)), { recursive: true })
    writeFileSync(join(house, file), `${text}\nexport {}\n`)
  }
  for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json']) cpSync(join(root, file), join(house, file))
  symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'))
  answer = cruise(house)
})
afterAll(() => rmSync(house, { recursive: true, force: true }))

test.each(breaks)('the fence %s stands: %s breaks it', (rule, file) => {
  expect(answer.summary.violations.filter((violation) => violation.from === file).map((violation) => violation.rule.name)).toContain(rule)
})

test('every rule of the fence file is broken by one of the tests above', async () => {
  const { default: config } = (await import(join(root, '.dependency-cruiser.cjs'))) as { default: { forbidden: { name: string }[] } }
  expect(config.forbidden.map((rule) => rule.name).sort()).toEqual(breaks.map(([rule]) => rule).sort())
})

test('the real house keeps every fence, and the fences saw every file', () => {
  const real = cruise(root)
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name))
  const seen = new Set(real.modules.map((module) => module.source))
  expect(files.filter((name) => !seen.has(`src/${name}`))).toEqual([])
  expect(real.summary.violations.map((violation) => `${violation.rule.name}: ${violation.from}`)).toEqual([])
})
