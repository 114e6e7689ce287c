import { expect, test } from 'vitest'
import { pdfText, says } from '../session/record/pdf.fixture.ts'
import { after, BEGUN, drip, filled, prepare, readAll, STROKES, signedByBoth } from './consent.fixture.ts'
import { blankPaper, consentPaper } from './consent.paper.ts'
import { consentPdf } from './consent.pdf.ts'
import type { ConsentOrder, Written } from './consent.ts'

const head = { seq: 23, hash: '5f2c9f0f3c6b1f7d8a51c0e9b7a4d6e2915d3c8f04ab67e1d2c3b4a5968778f1' }
const patient = { givenName: 'Ana', familyName: 'Reyes', birthDate: '1985-03-04', mrn: 'K-17' }
const clinic = { name: 'Larch Street Clinic', zone: 'America/New_York' }
const paper = (...orders: ConsentOrder[]) => consentPaper({ id: 'c-1', consent: after(...orders) as Written, patient, clinic, head, asOf: BEGUN })
const printed = async (...orders: ConsentOrder[]) => pdfText(await consentPdf(paper(...orders)))
const signed = await printed(...signedByBoth())

test.each([
  'Consent to ketamine by drip',
  'Signed by both',
  'Ana Reyes, born 4 March 1985, no. K-17',
  'ketamine by drip into a vein, 0.5 to 0.75 mg/kg, off-label use',
  'iv-ketamine-off-label, version 1.0.0 of 25 November 2026',
  'Your dose will be between 0.5 and 0.75 mg for each kilogram that you weigh.',
  'Ana Reyes, signed by hand on the screen, 24 November 2026, 09:19',
  'the screen was handed over by Kim Lee',
  'Dr. Sofia Marchetti, 24 November 2026, 09:20: the patient can decide this, and all questions were answered.',
  `SHA-256 ${drip.ref.hash}`,
  head.hash,
])('the paper says: %s', (sentence) => {
  expect(says(signed, sentence)).toBe(true)
})

test('every part of the form is on it, and every page carries the form, the hash and its number', () => {
  for (const { title } of drip.template.sections) expect(says(signed, title), title).toBe(true)
  signed.forEach((page, i) => {
    for (const sentence of [`Page ${i + 1} of ${signed.length}`, `form ${drip.ref.hash.slice(0, 12)}`, `last hash ${head.hash.slice(0, 12)}`])
      expect(says([page], sentence)).toBe(true)
  })
})

test('who has not signed stands there as not signed, and a draft says that it is one', async () => {
  const draft = await printed(prepare({ witness: 'Will Witness' }), ...readAll().slice(0, 4))
  for (const sentence of ['Not signed yet', '4 of 18 parts', 'Witnessnot signed', 'Cliniciannot signed']) expect(says(draft, sentence), sentence).toBe(true)
  expect(says(draft, 'Signed by both')).toBe(false)
})

test('withdrawn, the paper says so on every page, when and why', async () => {
  const gone = await printed(...signedByBoth(), { type: 'withdraw', data: { reason: 'I changed my mind' } })
  expect(gone.every((page) => says([page], 'Withdrawn by the patient'))).toBe(true)
  expect(says(gone, '09:21: I changed my mind (noted by Kim Lee)')).toBe(true)
})

test('the same consent gives the same bytes, another place other bytes', async () => {
  const [a, b] = [await consentPdf(paper(...signedByBoth())), await consentPdf(paper(...signedByBoth()))]
  expect(a.equals(b)).toBe(true)
  expect((await consentPdf(paper(prepare({ fill: filled(drip, { price: '1 dollar' }) })))).equals(a)).toBe(false)
})

test('a drawing is on the paper, and what is filled in is told as it was written, whatever it is', async () => {
  const odd = 'We ask "first" <b>&</b> $& \\1'
  const pages = await printed(prepare({ fill: filled(drip, { touch: odd }) }), ...readAll(), {
    type: 'sign-patient',
    data: { signature: { name: 'Ana', strokes: STROKES } },
  })
  expect(says(pages, odd)).toBe(true)
})

test('the blank form has a line for every place and every signature', async () => {
  const blank = pdfText(await consentPdf(blankPaper(drip, clinic, BEGUN)))
  expect(says(blank, 'Blank form')).toBe(true)
  expect(says(blank, 'Price: ________')).toBe(true)
  expect(says(blank, 'Your insurance may not pay for this')).toBe(true)
})
