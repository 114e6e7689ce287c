import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { openBrowser, openPage } from '../e2e/browser.ts'
import { forget, startWaymark } from '../e2e/waymark.ts'

/** The pictures of the README, taken anew from the demonstration clinic: `npm run screenshots`. */
const folder = join(import.meta.dirname, '../docs/screenshots')
mkdirSync(folder, { recursive: true })

async function open(page: Page, phase: string): Promise<void> {
  await page.locator('a[href*="/sessions/"]').filter({ hasText: phase }).first().click()
  await page.getByRole('heading', { name: /History/ }).waitFor()
  await settle(page)
}

/** Monitors have sent something, charts are drawn. */
const settle = (page: Page) => page.waitForTimeout(6_000)

const waymark = await startWaymark(['--demo'])
const browser = await openBrowser()
try {
  const page = await openPage(browser, 'desktop', { colorScheme: 'light', deviceScaleFactor: 1.5 })
  await page.goto(`${waymark.url}/who`)
  await page.getByText('Nurse').first().click()
  await page.getByRole('heading', { name: 'Today' }).waitFor()
  await settle(page)
  await page.screenshot({ path: join(folder, 'today.png') })

  await page.setViewportSize({ width: 1180, height: 820 })
  await open(page, 'Infusing')
  await page.screenshot({ path: join(folder, 'room.png') })

  await page.goto(waymark.url)
  await page.setViewportSize({ width: 820, height: 1180 })
  await open(page, 'Recovering')
  await page.getByRole('region', { name: 'Before going home' }).evaluate((element) => element.scrollIntoView({ block: 'center' }))
  await page.waitForTimeout(500)
  await page.screenshot({ path: join(folder, 'leaving.png') })
  console.log(`Three pictures in ${folder}`)
} finally {
  await browser.close()
  await waymark.stop()
  forget(waymark)
}
