import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
const light = colours(css.slice(css.indexOf(':root {')))
const tones = {
  light,
  dark: { ...light, ...colours(css.slice(css.indexOf('data-tone="dark"'))) },
  dim: { ...light, ...colours(css.slice(css.indexOf('data-tone="dim"'))) },
}

function colours(block: string): Record<string, string> {
  const body = block.slice(block.indexOf('{') + 1, block.indexOf('}'))
  return Object.fromEntries([...body.matchAll(/--wm-([a-z-]+): (#[0-9a-f]{6})/g)].map((m) => [m[1], m[2]]))
}

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((i) => Number.parseInt(hex.slice(i, i + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
function contrast(a: string, b: string): number {
  const [dark = 0, bright = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (bright + 0.05) / (dark + 0.05)
}

const words = ['text', 'soft', 'faint', 'accent', 'due', 'alert', 'device', 'patient']
const grounds = ['page', 'card', 'raised', 'sunk']
const pairs = [
  ...words.flatMap((word) => grounds.map((ground) => [word, ground] as const)),
  ...['accent', 'due', 'alert', 'device', 'patient'].flatMap((tone) => [[tone, `${tone}-tint`] as const, ['text', `${tone}-tint`] as const]),
  ['on-fill', 'fill'],
  ['on-due', 'due-fill'],
  ['on-alert', 'alert-fill'],
] as const

test.each([
  ['light', 4.5],
  ['dark', 4.5],
  ['dim', 7],
] as const)('every text of the %s tone has a contrast of at least %d on every ground it stands on', (tone, least) => {
  const low = pairs
    .map(([a, b]) => ({ pair: `${a} on ${b}`, ratio: Number(contrast(tones[tone][a] ?? '#000000', tones[tone][b] ?? '#000000').toFixed(2)) }))
    .filter(({ ratio }) => ratio < least)
  expect(low).toEqual([])
})

test('nothing written in the dim tone is brighter than #d7d3cc', () => {
  const brightest = luminance('#d7d3cc')
  expect(words.filter((word) => luminance(tones.dim[word] ?? '#ffffff') > brightest)).toEqual([])
})

test('the edge of a field stands out from its ground by 3:1', () => {
  for (const tone of Object.values(tones)) expect(contrast(tone.edge ?? '', tone.card ?? '')).toBeGreaterThanOrEqual(3)
})
