import type { Browser, Locator, Page } from 'playwright-core'
import { openPage, type Size } from './browser.ts'

/** What people of a clinic do on its pages, in their own words. */
export const PASSWORD = 'four calm cedars stand'

/** First run: creates the clinic with a chair, as its owner, who is a physician too. */
export async function foundClinic(browser: Browser, url: string): Promise<Page> {
  const page = await openPage(browser, 'desktop')
  await page.goto(url)
  await page.getByText('Create my clinic').click()
  await page.getByLabel('Name of the clinic').fill('Larch Street Clinic')
  await page.getByLabel('Your name').fill('Olive Marsh')
  await page.getByLabel('Email').fill('olive@larch.example')
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByLabel('I am also a physician here').check()
  await page.getByRole('button', { name: 'Create the clinic' }).click()
  await page.getByRole('heading', { name: 'Today' }).waitFor()
  await page.goto(`${url}/settings`)
  await page.getByLabel('Another chair').fill('Window')
  await page.getByRole('button', { name: 'Add' }).click()
  await page.getByText('Window', { exact: true }).first().waitFor()
  return page
}

/** The owner adds a nurse; the nurse follows the link on a tablet of their own. */
export async function inviteNurse(browser: Browser, owner: Page, url: string, size: Size = 'tablet'): Promise<Page> {
  await owner.goto(`${url}/staff`)
  await owner.getByRole('button', { name: 'Add a person' }).click()
  const dialog = owner.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Kim Lee')
  await dialog.getByLabel('Email').fill('kim@larch.example')
  await dialog.getByLabel('Nurse').check()
  await dialog.getByRole('button', { name: /^Add/ }).click()
  const link = await owner.getByLabel('The link').inputValue()
  const page = await openPage(browser, size)
  await page.goto(link)
  await page.getByLabel('Choose a password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.getByRole('heading', { name: 'Today' }).waitFor()
  return page
}

export async function registerPatient(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/patients/new`)
  await page.getByLabel('Given name').fill('Ana')
  await page.getByLabel('Family name').fill('Reyes')
  await page.getByLabel('Birth date').fill('1985-03-04')
  await page.getByRole('button', { name: /^Register/ }).click()
  await page.getByRole('heading', { name: /Ana Reyes/ }).waitFor()
}

/** Holds a button by key until its ring is full and `then` is seen; a screen that was redrawn under the finger is held again. */
export const hold = async (page: Page, name: string, then: Locator) => {
  for (let tries = 0; tries < 3 && !(await then.isVisible()); tries++) {
    await page.getByRole('button', { name, exact: true }).focus()
    await page.keyboard.down('Enter')
    await page.waitForTimeout(1500)
    await page.keyboard.up('Enter')
    await then.waitFor({ timeout: 5000 }).catch(() => {})
  }
  await then.waitFor()
}
