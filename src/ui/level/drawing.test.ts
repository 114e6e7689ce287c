import { expect, test } from 'vitest'
import { modelOf } from '../../medicine/pk/pk.ts'
import { levelSvg, type Sheet } from './drawing.ts'

const kamp = modelOf('kamp2020') ?? expect.unreachable()
const minutes = Array.from({ length: 241 }, (_, i) => i)
const sheet: Sheet = {
  analyte: 'Ketamine',
  models: [kamp],
  cautions: [{ code: 'weight', message: '150 kg is outside.' }],
  notes: ['A <note> & "more"'],
  picture: {
    site: 'arterial',
    lines: [{ label: 'ketamine <typical>', kind: 'first', site: 'arterial', minutes, ngPerMl: minutes.map((m) => 253 * Math.exp(-(((m - 40) / 30) ** 2))) }],
    bands: [
      {
        label: '90 % of people',
        kind: 'first',
        site: 'arterial',
        minutes,
        lower: minutes.map(() => 20),
        middle: minutes.map(() => 30),
        upper: minutes.map(() => 40),
      },
    ],
    doses: [
      {
        label: '35 mg over 40 min',
        events: [
          { type: 'infusion', start_min: 0, end_min: 40, mg_per_h: 52.5 },
          { type: 'bolus', t_min: 60, mg: 5 },
        ],
      },
    ],
  },
}
const made = 'Expected from published models.'

/** Opens and closes as XML must; the browser's own parser reads it again in e2e/teaching.test.ts. */
function wellFormed(xml: string): void {
  const open: string[] = []
  for (const [whole, close, name, rest] of xml.matchAll(/<(\/?)([a-z]+)([^<>]*)>/gi)) {
    if (close) expect(open.pop(), whole).toBe(name)
    else {
      expect(rest, whole).toMatch(/^(\s+[\w:-]+="[^"<&]*")*\s*\/?$/)
      if (!rest?.endsWith('/')) open.push(name ?? '')
    }
  }
  expect(open).toEqual([])
  expect(xml.replace(/<[^<>]*>/g, '')).not.toMatch(/[<>]|&(?!amp;|lt;|gt;|quot;|#39;)/)
}

test('the drawing is well-formed, whatever stands in its words', () => {
  const svg = levelSvg('A & B < "C" \u0007', [sheet, { ...sheet, notes: [']]> <script>alert(1)</script>'] }], made)
  wellFormed(svg)
  expect(svg).not.toContain('<script')
  expect(svg).not.toContain('\u0007')
})

test('read alone, the drawing names model, sampling site, source, limits, doses and what it is not for', () => {
  const words = levelSvg('One', [sheet], made)
    .replace(/<[^<>]*>\s*/g, ' ')
    .replace(/\s+/g, ' ')
  expect(words).toContain('Ketamine in arterial plasma, nanograms per millilitre (ng/mL)')
  expect(words).toContain('For display and teaching, not for dosing.')
  expect(words).toContain(`${kamp.title}, arterial. ${kamp.limits[0]}`)
  expect(words).toContain('doi 10.1097/ALN.0000000000003577')
  expect(words).toContain('Outside those the model was made from: 150 kg is outside.')
  expect(words).toContain('35 mg over 40 min')
  expect(words).toContain('minutes from the first dose')
})

test('a long title is broken into lines and not cut off', () => {
  const titles = levelSvg('word '.repeat(40).trim(), [sheet], made).match(/<text[^>]*font-size="20"[^>]*>[^<]*/g) ?? []
  expect(titles.length).toBeGreaterThan(1)
  for (const title of titles) expect(title.replace(/^<[^>]*>/, '').length).toBeLessThanOrEqual(74)
})

test('the drawing refers to nothing outside itself', () => {
  const svg = levelSvg('One', [sheet], made)
  expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|href|url\(|<style|<image/)
})

test('a line ends where its numbers say: the peak stands at its minute and height', () => {
  const svg = levelSvg('One', [sheet], made)
  const path = [...svg.matchAll(/<path d="([^"]+)" fill="none"/g)].map(([, d]) => d ?? '').at(0) ?? ''
  const points = path.split(' ').map((part) => Number(part.replace(/[ML]/, '')))
  expect(points).toHaveLength(2 * minutes.length)
  const xs = points.filter((_, i) => i % 2 === 0)
  const ys = points.filter((_, i) => i % 2 === 1)
  expect(ys.indexOf(Math.min(...ys))).toBe(40)
  expect((xs[40] as number) - (xs[0] as number)).toBeCloseTo(((xs[240] as number) - (xs[0] as number)) / 6, 1)
})

test('arterial and venous are never one drawing’s axis', () => {
  const mixed = { ...sheet, picture: { ...sheet.picture, site: 'venous' } } as Sheet
  expect(() => levelSvg('Mixed', [mixed], made)).toThrow('not drawn on one axis')
})
