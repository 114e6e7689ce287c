import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { simulate, usualCourse } from '../src/medicine/simulator.ts'
import { openBrowser, openPage } from './browser.ts'
import { forget, startWaymark, type Waymark } from './waymark.ts'

/**
 * A nurse in the demonstration clinic takes a monitor's readings into the record. The monitor plays a real recording
 * where one lies beside the checkout, and a simulated one where none does.
 */
const root = join(import.meta.dirname, '..')
const REAL = join(root, '../shared/data/vitals/s00001-numerics-1min.csv')

let waymark: Waymark
let browser: Browser
let page: Page & { readonly faults: string[] }

beforeAll(async () => {
  ;[waymark, browser] = await Promise.all([startWaymark(['--demo']), openBrowser()])
  page = await openPage(browser, 'tablet')
  await page.goto(`${waymark.url}/who`)
  await page.getByText('Nurse').first().click()
  await page.getByRole('heading', { name: 'Today' }).waitFor()
})
afterAll(async () => {
  await browser?.close()
  await waymark?.stop()
  forget(waymark)
})

test('what a monitor sends stands blue and unconfirmed until one tap takes the set into the record', async () => {
  await page.locator('a[href*="/sessions/"]').filter({ hasText: 'Chair 1' }).first().click()
  await page.getByText('The bedside monitor keeps the alarms').waitFor()
  const { file, cuffs } = recording()
  const playing = replay(file, '--chair', 'Chair 1', '--speed', '60', '--from', '60', '--minutes', '30')

  // Read and tapped in one moment: the next reading of the cuff may take its place in between.
  let taken: number | null = null
  const tap = async () => {
    taken = await page.evaluate(
      ([wanted]) => {
        const shown = Number(document.querySelector<HTMLInputElement>('input[data-q=systolic][data-offered]')?.placeholder)
        if (!wanted?.includes(shown)) return null
        document.querySelector<HTMLButtonElement>('button[data-save]')?.click()
        return shown
      },
      [[...cuffs]],
    )
    return taken
  }
  await expect.poll(tap, { timeout: 60_000, interval: 200 }).not.toBeNull()
  await yesReally()
  await page
    .getByText(new RegExp(`BP ${taken}/\\d+`))
    .first()
    .waitFor()
  expect(await playing).toBe(0)
  expect(page.faults).toEqual([])
})

/** The file to play, and the cuff's systolic pressures in it, by its own table. */
function recording(): { file: string; cuffs: ReadonlySet<number> } {
  if (!existsSync(REAL)) console.log('No real recording beside the checkout: a simulated one is played')
  const file = existsSync(REAL) ? REAL : simulated()
  const [head = '', ...rows] = readFileSync(file, 'utf8').trim().split('\n')
  const column = head.split(',').indexOf('NBPSys_mmHg')
  return { file, cuffs: new Set(rows.slice(60, 90).flatMap((row) => Number(row.split(',')[column]) || [])) }
}

/** Two hours of a simulated person in the same columns. */
function simulated(): string {
  const file = join(mkdtempSync(join(tmpdir(), 'waymark-recording-')), 'simulated.csv')
  const course = usualCourse(7, { everySeconds: 60, minutes: 120, infusing: [{ from: 60, to: 100 }] })
  const rows = [...simulate(course)].map(({ values }, minute) =>
    [minute, values['heart-rate'], values['respiratory-rate'], values.spo2, values.systolic ?? '', values.diastolic ?? '', values['mean-pressure'] ?? ''].join(
      ',',
    ),
  )
  writeFileSync(file, `minute,HR_bpm,RESP_pm,SpO2_%,NBPSys_mmHg,NBPDias_mmHg,NBPMean_mmHg\n${rows.join('\n')}\n`)
  return file
}

/** `npx waymark replay`, as a person would start it beside the running server; answers with how it ended: 0 when all was accepted. */
function replay(...words: string[]): Promise<number | null> {
  const child = spawn(join(root, 'node_modules/.bin/node'), ['src/app/cli.ts', 'replay', ...words, '--data', waymark.data], { cwd: root, stdio: 'ignore' })
  return new Promise((resolve) => child.on('close', resolve))
}

async function yesReally(): Promise<void> {
  const yes = page.getByRole('button', { name: /^Yes/ })
  await page.waitForTimeout(800)
  if (await yes.count()) await yes.first().click()
}
