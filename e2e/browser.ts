import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContextOptions, type Page, chromium as playwright } from 'playwright-core'

/** What the package switches off for its own purposes and a clinic's browser does not: without its web security a page sends no Origin. */
const UNLIKE_A_CLINIC = new Set(['--single-process', '--disable-web-security'])

/**
 * The browser is unpacked once for each user of the machine: the package would put it where everybody's would be, and
 * what one user unpacked another may not run.
 */
async function unpacked() {
  const before = process.env.TMPDIR
  process.env.TMPDIR = join(tmpdir(), `waymark-chromium-${userInfo().uid}`)
  try {
    mkdirSync(process.env.TMPDIR, { recursive: true, mode: 0o700 })
    const { default: chromium } = await import('@sparticuz/chromium')
    return { executablePath: await chromium.executablePath(), args: chromium.args }
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
}

/** A real Chromium from an npm package: nothing is downloaded and nothing installed on the machine. */
export async function openBrowser(): Promise<Browser> {
  return playwright.launch(await asInAClinic())
}

async function asInAClinic() {
  const { executablePath, args } = await unpacked()
  const kept = args.filter((arg) => !arg.startsWith('--headless') && !UNLIKE_A_CLINIC.has(arg))
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run']
  return { executablePath, args: [...kept, ...quiet], headless: true }
}

/** A tablet of its own: a browser with a disk, which stays when the browser is killed and is there when it is opened again. */
export async function openTablet(disk: string): Promise<{ readonly page: Page; kill(): Promise<void>; close(): Promise<void> }> {
  const context = await playwright.launchPersistentContext(disk, { ...(await asInAClinic()), ...HOUSE, viewport: SIZES.tablet })
  const page = context.pages()[0] ?? (await context.newPage())
  return {
    page,
    async kill() {
      const gone = new Promise<void>((resolve) => context.once('close', () => resolve()))
      process.kill(processOf(disk), 'SIGKILL')
      await gone
    },
    close: () => context.close(),
  }
}

/** The browser that works on this disk; the processes it made have a type and end with it. */
function processOf(disk: string): number {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const words = commandLine(pid)
    if (words.includes(`--user-data-dir=${disk}`) && !words.some((word) => word.startsWith('--type='))) return Number(pid)
  }
  throw new Error(`no browser works on ${disk}`)
}

function commandLine(pid: string): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
  } catch {
    return [] // ended meanwhile
  }
}

export type Size = 'phone' | 'tablet' | 'desktop'
const SIZES: Record<Size, { width: number; height: number }> = {
  phone: { width: 360, height: 740 },
  tablet: { width: 1180, height: 820 },
  desktop: { width: 1440, height: 900 },
}

const HOUSE = { reducedMotion: 'reduce', locale: 'en-US', timezoneId: 'UTC' } as const satisfies BrowserContextOptions

/** A page that fails its test when the browser reports an error of the program. */
export async function openPage(browser: Browser, size: Size, options: BrowserContextOptions = {}): Promise<Page & { readonly faults: string[] }> {
  const context = await browser.newContext({ ...HOUSE, viewport: SIZES[size], ...options })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  return Object.assign(page, { faults })
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
type Violation = { id: string; help: string; nodes: { target: string[] }[] }

/** What axe-core finds against WCAG 2.2 A and AA on the page as it stands; one line a finding, empty when clean. */
export async function accessibility(page: Page): Promise<string[]> {
  await page.evaluate(axeSource)
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: (context: Document, options: object) => Promise<{ violations: Violation[] }> } }
    const answer = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
    return answer.violations
  })
  return violations.map((violation) => `${violation.id}: ${violation.help} (${violation.nodes.map((node) => node.target.join(' ')).join('; ')})`)
}
