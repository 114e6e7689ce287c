import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessibility, openBrowser, openPage } from './browser.ts'
import { foundClinic } from './clinic.ts'
import { forget, startWaymark, type Waymark } from './waymark.ts'

/** A clinic sends a link; somebody answers on a small phone, on a bad network, on two phones; the clinic reads it. */
let waymark: Waymark
let browser: Browser
let owner: Page
let phone: Page & { readonly faults: string[] }
let link: string

beforeAll(async () => {
  ;[waymark, browser] = await Promise.all([startWaymark(), openBrowser()])
  owner = await foundClinic(browser, waymark.url)
})
afterAll(async () => {
  await browser?.close()
  await waymark?.stop()
  forget(waymark)
})

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' }).click()
const title = async (page: Page) => (await page.getByRole('heading', { level: 1 }).textContent()) ?? ''
const saved = (page: Page) => page.getByText('Saved', { exact: true }).waitFor()
async function born(page: Page, month: string, day: string, year: string): Promise<void> {
  await page.getByLabel('Month').selectOption(month)
  await page.getByLabel('Day').fill(day)
  await page.getByLabel('Year').fill(year)
  await press(page, 'Go on')
}
const fits = async (page: Page) => {
  // What the line with the help covers while a page is scrolled is not too small.
  await page.evaluate(() => window.scrollTo(0, 0))
  expect(await accessibility(page), await title(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), await title(page)).toBeLessThanOrEqual(0)
}
/** Whatever is asked, the plainest answer to it. */
async function answerOne(page: Page): Promise<string> {
  const asked = await title(page)
  const choices = page.locator('.ph-choices:not([data-small]) button')
  const none = page.getByRole('button', { name: 'There are none' })
  if ((await choices.count()) > 0) {
    const no = choices.filter({ hasText: /^(No|Not at all|Never)$/ })
    await ((await no.count()) > 0 ? no.first() : choices.first()).click()
  } else if (await none.isVisible()) await none.click()
  else await press(page, 'I do not know')
  await page.waitForFunction((before) => document.querySelector('h1')?.textContent !== before, asked)
  return asked
}
async function until(page: Page, wanted: RegExp): Promise<void> {
  for (let n = 0; n < 120 && !wanted.test(await title(page)); n++) await answerOne(page)
  expect(await title(page)).toMatch(wanted)
}

test('the clinic makes a link for somebody new, by name alone', async () => {
  await owner.goto(`${waymark.url}/intakes`)
  await owner.getByLabel('Given name').fill('Robin')
  await owner.getByLabel('Family name').fill('Vale')
  await press(owner, 'Make the link')
  link = await owner.getByLabel('The link').inputValue()
  expect(link).toMatch(/\/intake#[\w-]{64}$/)
  await press(owner, 'Done')
  await owner.getByText('not opened yet').waitFor()
  expect(await accessibility(owner)).toEqual([])
})

test('on a phone the link asks for the birth date, then begins; what the phone fetches first is small', async () => {
  phone = await openPage(browser, 'phone')
  let script = 0
  phone.on('response', async (answer) => {
    if (answer.url().endsWith('.js')) script += (await answer.request().sizes()).responseBodySize
  })
  await phone.goto(link)
  await phone.getByText('Larch Street Clinic').first().waitFor()
  await fits(phone)
  await born(phone, 'February', '29', '1980')
  await phone.getByRole('heading', { name: 'Hello, Robin' }).waitFor()
  await fits(phone)
  expect(script).toBeGreaterThan(10_000)
  expect(script).toBeLessThan(150_000)
})

test('each answer is saved, goes on by itself, and can be changed by going back', async () => {
  await press(phone, 'Begin')
  const first = await title(phone)
  await phone.getByText(/^1 of \d+$/).waitFor()
  await fits(phone)
  await press(phone, 'Female')
  await phone.getByText(/^2 of \d+$/).waitFor()
  await saved(phone)
  await press(phone, 'Back')
  expect(await title(phone)).toBe(first)
  expect(await phone.getByRole('button', { name: 'Female' }).getAttribute('aria-pressed')).toBe('true')
  await press(phone, 'Female')
})

test('pounds are said in kilograms before they are kept', async () => {
  await until(phone, /weigh/)
  await press(phone, 'Pounds')
  await phone.getByLabel(/pounds/).fill('150')
  await phone.getByText('That is 68 kg.').waitFor()
  await press(phone, 'Save and go on')
})

test('a medicine that was tried is found by its brand, said back in plain words, and the list is whole only when they say so', async () => {
  await until(phone, /medicines have you tried/)
  await press(phone, 'Add one')
  await phone.getByLabel('Name').fill('zolo')
  await fits(phone)
  await press(phone, /Zoloft/)
  await phone.getByLabel(/How much did you take/).fill('150')
  await phone.getByLabel(/how many weeks/).fill('9')
  await phone.getByLabel(/How much did it help/).fill('20')
  await press(phone, 'It did not help enough')
  await fits(phone)
  await press(phone, 'Keep this')
  await phone.getByText('Dose: your doctor will look').waitFor()
  await phone.getByText('Long enough: yes').waitFor()
  await press(phone, 'Add another')
  await phone.getByLabel('Name').fill('a tea from my aunt')
  await press(phone, /as I typed it/)
  // Going back in the middle of it keeps it.
  await press(phone, 'Back')
  await until(phone, /medicines have you tried/)
  await phone.getByText('a tea from my aunt').waitFor()
  await fits(phone)
  await press(phone, 'That is all of them')
})

test('an answer given without a network stays on the phone, says so, and is sent when the network is back', async () => {
  await phone.context().setOffline(true)
  await answerOne(phone)
  await phone.getByText('Saved on this phone. We will send it when you are back online.').waitFor()
  await answerOne(phone)
  await phone.context().setOffline(false)
  await saved(phone)
  expect(await phone.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('waymark-intake')))).toEqual([])
})

test('a phone that is closed while it waits sends what it kept when the link is opened again', async () => {
  await phone.route('**/api/intake/*/answers', (route) => route.abort())
  await answerOne(phone)
  await phone.getByText(/Saved on this phone/).waitFor()
  await phone.unroute('**/api/intake/*/answers')
  await phone.goto('about:blank')
  await phone.goto(link)
  await phone.getByRole('heading', { name: 'Hello, Robin' }).waitFor()
  await saved(phone)
  await press(phone, 'Go on where I was')
})

test('an answer about dying brings help on the same screen, before anything else is asked', async () => {
  await until(phone, /better off dead/)
  await press(phone, 'Several days')
  await phone.getByRole('heading', { name: 'You do not have to be alone with this' }).waitFor()
  const call = phone.getByRole('main').getByRole('link', { name: 'Call 988' }).last()
  expect(await call.getAttribute('href')).toBe('tel:988')
  expect(await phone.getByRole('link', { name: 'Text 988' }).last().getAttribute('href')).toBe('sms:988')
  await fits(phone)
  await press(phone, 'I have read this. Go on.')
  await saved(phone)
})

test('another phone goes on there, once the birth date is proved; a wrong one says so', async () => {
  const before = await title(phone)
  const second = await openPage(browser, 'phone')
  await second.goto(link)
  await born(second, 'March', '1', '1980')
  await second.getByText('This is not the birth date we have for this link.').waitFor()
  await born(second, 'February', '29', '1980')
  await press(second, 'Go on where I was')
  expect(await title(second)).toBe(before)
  expect(second.faults).toEqual([])
  await second.context().close()
})

test('help is in its place on every page, one tap away, by key as well', async () => {
  await phone.getByRole('button', { name: 'Get help now' }).focus()
  await phone.keyboard.press('Enter')
  await phone.getByRole('region', { name: 'Get help now' }).getByRole('link', { name: 'Call 988' }).waitFor()
  await fits(phone)
  await press(phone, 'Close')
})

test('at the end all answers stand there once more, one is changed, and they are sent', async () => {
  await until(phone, /read your answers again/)
  await fits(phone)
  await phone.getByText('Zoloft (Sertraline)').waitFor()
  await press(phone, /^Change: .*weigh/)
  await press(phone, 'I would rather not say')
  await phone.getByRole('heading', { name: /read your answers again/ }).waitFor()
  await phone.getByText('would rather not say').waitFor()
  await saved(phone)
  await press(phone, 'Send my answers')
  await phone.getByRole('heading', { name: /Thank you/ }).waitFor()
  await fits(phone)
  expect(phone.faults).toEqual([])
})

test('staff see that it is finished, read every answer with who and when, and what was asked for help', async () => {
  await owner.goto(`${waymark.url}/intakes`)
  await owner.getByText('Finished').waitFor()
  await owner.getByRole('link', { name: 'Robin Vale' }).click()
  await owner.getByRole('heading', { name: 'Intake of Robin Vale' }).waitFor()
  await owner.getByText('PHQ-9 total').waitFor()
  await owner.getByText('would rather not say').first().waitFor()
  await owner.getByText('before: 68').first().waitFor()
  await owner.getByText('asked for help to be called').waitFor()
  await owner
    .getByText(/Zoloft \(Sertraline\), ssri, 150 mg a day/)
    .first()
    .waitFor()
  expect(await accessibility(owner)).toEqual([])
})

test('the self-check says what a doctor looks at, no verdict, and no request carries an answer until somebody sends it', async () => {
  const page = await openPage(browser, 'phone')
  const sent: string[] = []
  page.on('request', (request) => sent.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`))
  await page.goto(`${waymark.url}/check`)
  await page.getByRole('heading', { name: 'Ask for a visit' }).waitFor()
  await page.getByRole('link', { name: 'Call 988' }).first().waitFor()
  const loaded = sent.length
  await press(page, 'Feeling low or depressed')
  await press(page, 'Yes, two or more')
  for (const yes of await page.getByRole('button', { name: 'Yes', exact: true }).all()) await yes.click()
  await page.getByText('A doctor will ask about each one: how much, for how long, and how it helped.').waitFor()
  await fits(page)
  await page.waitForTimeout(500)
  expect(sent.slice(loaded)).toEqual([])
  expect(await page.evaluate(() => [location.search, location.hash, localStorage.length, document.cookie])).toEqual(['', '', 0, ''])
  await page.getByLabel('Your name').fill('Mara Lund')
  await press(page, 'Send')
  await page.getByText('Please give a phone number or an email').waitFor()
  await page.getByLabel('Phone or email').fill('mara@example.org')
  await press(page, 'Send')
  await page.getByText('We have it.').waitFor()
  expect(sent.at(-1)).toContain('/api/referrals')
  expect(page.faults).toEqual([])
  await page.context().close()
})

test('the request stands in the inbox with what was shared, and is taken with a link', async () => {
  await owner.goto(`${waymark.url}/intakes`)
  await owner.getByText('mara@example.org').waitFor()
  await owner.getByText('Feeling low or depressed').waitFor()
  await press(owner, 'Take')
  await press(owner, 'Take, and make the link')
  expect(await owner.getByLabel('The link').inputValue()).toContain('/intake#')
  await press(owner, 'Done')
  await owner.getByText('Taken by Olive Marsh').waitFor()
})

test('a link that is ended opens nothing, and says whom to call', async () => {
  const page = await openPage(browser, 'phone')
  await page.goto(`${waymark.url}/intake#${'A'.repeat(64)}`)
  await page.getByRole('heading', { name: 'This link does not open' }).waitFor()
  await fits(page)
  await page.context().close()
})
