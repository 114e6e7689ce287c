import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import type { Browser, Download, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Bands, type BandsRequest, bands, concentrations } from '../src/medicine/pk/pk.ts'
import type { Told } from '../src/ui/level/bands.messages.ts'
import { accessibility, openBrowser } from './browser.ts'
import { foundClinic, inviteNurse } from './clinic.ts'
import { forget, startWaymark, type Waymark } from './waymark.ts'

/** Two colleagues learn from the same lesson: one makes it, the other opens its address on a phone. */
let waymark: Waymark
let browser: Browser
let owner: Page & { readonly faults?: string[] }
let nurse: Page

beforeAll(async () => {
  ;[waymark, browser] = await Promise.all([startWaymark(), openBrowser()])
  owner = await foundClinic(browser, waymark.url)
  nurse = await inviteNurse(browser, owner, waymark.url, 'phone')
})
afterAll(async () => {
  await browser?.close()
  await waymark?.stop()
  forget(waymark)
})

const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const choose = async (page: Page, of: string, field: string, option: string) => {
  await card(page, of).getByRole('combobox', { name: field }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}
/** The spread has been worked out when the files can be taken. */
const ready = (page: Page) => page.getByRole('button', { name: 'CSV' }).and(page.locator(':enabled')).waitFor({ timeout: 90_000 })
const peaks = (page: Page) => page.locator('.te-peaks').textContent()
const textOf = async (download: Download) => readFileSync(await download.path(), 'utf8')
const taken = async (page: Page, button: string) => {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button, exact: true }).click()])
  return { name: download.suggestedFilename(), text: await textOf(download) }
}

test('the page is reached from the rail and begins with a usual session, its source and its limits', async () => {
  await owner.goto(waymark.url)
  await owner.getByRole('link', { name: 'Teaching' }).first().click()
  await owner.getByRole('heading', { name: 'Expected concentrations' }).waitFor()
  await owner.getByText('Ketamine in arterial plasma, nanograms per millilitre (ng/mL)').waitFor()
  expect(await peaks(owner)).toMatch(/35 mg over 40 min, 70 kg\s*highest 253 ng\/mL of ketamine at 40 min, arterial/)
  await owner.getByText('Source: Anand 2023 (ELEKT-D), doi 10.1056/NEJMoa2302399.').waitFor()
  for (const words of ['For display and teaching, not for dosing.', 'Mostly healthy volunteers; adults only.'])
    expect(await owner.locator('figcaption').textContent()).toContain(words)
})

test('another regimen and another weight change curve and address; a weight outside the model is a visible caution', async () => {
  await choose(owner, 'What is shown', 'Regimen', '1 mg/kg over 60 min')
  await owner.waitForURL(/dose=infusion_1mgkg_60min_at0&weight=70/)
  await owner.getByLabel('Weight, kg').fill('142.5')
  await owner.waitForURL(/weight=142\.5/)
  await owner.getByText('142.5 kg is outside the 45 to 130 kg that kamp2020 is for.').waitFor()
  expect(await peaks(owner)).toContain('142.5 mg over 60 min, 142.5 kg')
  await owner.getByLabel('Weight, kg').fill('heavy')
  await owner.getByText('Not a number that fits; 142.5 is still shown').waitFor()
  await owner.getByLabel('Weight, kg').fill('70')
  await owner.getByText('142.5 kg is outside').waitFor({ state: 'detached' })
})

test('the chart is read by keys, and its words name the value under them', async () => {
  const chart = owner.getByRole('slider', { name: 'Moment to read' })
  await chart.focus()
  await owner.keyboard.press('End')
  expect(await chart.getAttribute('aria-valuetext')).toMatch(/^4 h: ketamine [\d.]+ ng\/mL$/)
  await owner.keyboard.press('Home')
  expect(await chart.getAttribute('aria-valuetext')).toBe('0 min: ketamine 0.0 ng/mL')
  await owner.getByRole('button', { name: 'As a table' }).click()
  expect(await owner.getByRole('region', { name: 'Expected levels as a table' }).getByRole('row').count()).toBeGreaterThan(5)
  await owner.getByRole('button', { name: 'As a table' }).click()
})

test('beside a second arterial model there is one axis; beside a venous one there are two, one above the other', async () => {
  await owner.getByRole('button', { name: 'Compare with a second' }).click()
  await card(owner, 'Compared with').waitFor()
  expect(await owner.getByRole('slider').count()).toBe(1)
  await choose(owner, 'Compared with', 'Model', 'Otto 2021, venous')
  await owner.getByText('Esketamine and noresketamine in venous plasma').waitFor()
  const boxes = await Promise.all((await owner.getByRole('slider').all()).map((chart) => chart.boundingBox()))
  expect(boxes).toHaveLength(2)
  expect(boxes[1]?.y).toBeGreaterThan((boxes[0]?.y ?? 0) + (boxes[0]?.height ?? 0))
  await owner.getByRole('heading', { name: /What stands behind Esketamine and noresketamine, venous/ }).waitFor()
})

test('the address opened by a colleague on a phone shows the same lesson', async () => {
  await ready(owner)
  await nurse.goto(owner.url())
  await ready(nurse)
  expect(await peaks(nurse)).toBe(await peaks(owner))
  expect(await nurse.locator('.lv-words').allInnerTexts()).toEqual(await owner.locator('.lv-words').allInnerTexts())
  expect(await nurse.locator('figcaption').allInnerTexts()).toEqual(await owner.locator('figcaption').allInnerTexts())
  expect(nurse.url()).toBe(owner.url())
})

test('the numbers that are taken away are the library’s own', async () => {
  const { name, text } = await taken(owner, 'CSV')
  expect(name).toBe('expected-kamp2020-and-otto2021.csv')
  const rows = (parse(text, { columns: true }) as Record<string, string>[]).filter(({ scenario }) => scenario === 'first')
  const times_min = rows.map(({ time_min }) => Number(time_min))
  const answer = concentrations({
    model: 'kamp2020',
    covariates: { weight_kg: 70 },
    events: [{ type: 'infusion', start_min: 0, end_min: 60, mg_per_h: 70 }],
    times_min,
  })
  if (answer.kind === 'refused') throw new Error('expected a curve')
  for (const [i, row] of rows.entries()) expect(Number(row.parent_ng_per_mL)).toBeCloseTo(answer.parent_ng_per_mL[i] as number, 6)
  expect(
    rows.every(
      ({ use, parent_p05_ng_per_mL: low, parent_p95_ng_per_mL: high }) => use === 'For display and teaching, not for dosing' && Number(low) <= Number(high),
    ),
  ).toBe(true)
})

test('the drawing that is taken away is read by a browser and says by itself what it is', async () => {
  const { name, text } = await taken(owner, 'SVG')
  expect(name).toBe('expected-kamp2020-and-otto2021.svg')
  const read = await owner.evaluate((xml) => {
    const drawing = new DOMParser().parseFromString(xml, 'image/svg+xml')
    return {
      fault: drawing.querySelector('parsererror')?.textContent ?? null,
      paths: drawing.querySelectorAll('path').length,
      words: drawing.documentElement.textContent,
    }
  }, text)
  expect(read.fault).toBeNull()
  expect(read.paths).toBeGreaterThanOrEqual(5)
  for (const words of ['Ketamine in arterial plasma', 'in venous plasma', 'Kamp et al.', 'Otto et al.', 'For display and teaching, not for dosing'])
    expect(read.words).toContain(words)
})

test('people are worked out beside the page, and the worker says what the direct call says', async () => {
  const [worker] = owner.workers()
  const request: BandsRequest = {
    ...{ model: 'perezruixo2021', covariates: { age_y: 45 }, people: 500, seed: 11, times_min: [10, 40, 240] },
    events: [{ type: 'nasal', t_min: 0, mg: 28, device_in_session: 1 }],
  }
  const told = (await owner.evaluate(
    ({ url, request }) =>
      new Promise((resolve, reject) => {
        const worker = new Worker(url, { type: 'module' })
        worker.onerror = () => reject(new Error('the worker broke'))
        worker.onmessage = ({ data }: MessageEvent<Told>) =>
          resolve({ id: data.id, bands: [...(data.answer as unknown as Bands).parent_ng_per_mL].map((column) => [...column]) })
        worker.postMessage({ id: 5, request })
      }),
    { url: worker?.url() ?? expect.unreachable(), request },
  )) as { id: number; bands: number[][] }
  const direct = bands(request)
  if (direct.kind !== 'bands') throw new Error('expected bands')
  expect(told.id).toBe(5)
  for (const [q, column] of direct.parent_ng_per_mL.entries()) for (const [i, value] of column.entries()) expect(told.bands[q]?.[i]).toBeCloseTo(value, 9)
})

test('an address that cannot be read says which part, and one step leads back to a usual session', async () => {
  await nurse.goto(`${waymark.url}/teaching?model=kamp2020&dose=infusion_half&wieght=70`)
  const alert = nurse.getByRole('alert')
  await alert.getByText('This address cannot be read').waitFor()
  expect(await alert.getByRole('listitem').allInnerTexts()).toEqual([expect.stringContaining('dose'), expect.stringContaining('wieght')])
  expect(await nurse.getByRole('slider').count()).toBe(0)
  await nurse.getByRole('link', { name: 'Begin with a usual session' }).click()
  await nurse.getByRole('slider').waitFor()
})

test('on paper the chart is black and grey, also from a dark screen', async () => {
  await owner.evaluate(() => localStorage.setItem('waymark.tone.office', 'dark'))
  await owner.reload()
  await ready(owner)
  const coloured = () =>
    owner
      .locator('.lv-canvas canvas')
      .first()
      .evaluate((canvas: HTMLCanvasElement) => {
        const { data } = (canvas.getContext('2d') as CanvasRenderingContext2D).getImageData(0, 0, canvas.width, canvas.height)
        let drawn = 0
        let colour = 0
        for (let i = 0; i < data.length; i += 4) {
          const [r, g, b, a] = [data[i] ?? 0, data[i + 1] ?? 0, data[i + 2] ?? 0, data[i + 3] ?? 0]
          if (a > 40) drawn += 1
          if (a > 40 && Math.max(r, g, b) - Math.min(r, g, b) > 24) colour += 1
        }
        return { drawn: drawn > 500, colour: colour > 0 }
      })
  expect(await coloured()).toEqual({ drawn: true, colour: true })
  await owner.emulateMedia({ media: 'print' })
  await expect.poll(coloured).toEqual({ drawn: true, colour: false })
  await owner.emulateMedia({ media: 'screen' })
  await owner.evaluate(() => localStorage.setItem('waymark.tone.office', 'light'))
})

test.each([360, 820, 1440])('at %i pixels the page is clean for axe and nothing sticks out', async (width) => {
  await owner.setViewportSize({ width, height: 900 })
  await owner.reload()
  await ready(owner)
  for (const summary of await owner.locator('summary').all()) await summary.click()
  expect(await accessibility(owner)).toEqual([])
  const wide = () => [document.documentElement, document.querySelector('#matter')].some((part) => part !== null && part.scrollWidth > part.clientWidth)
  expect(await owner.evaluate(wide)).toBe(false)
})

test('nothing of the program broke on the way', () => expect(owner.faults).toEqual([]))
