import { expect, test } from 'vitest'
import { type LevelLine, mixedSites, type Picture } from './level.ts'

const line = <S extends 'arterial' | 'venous'>(label: string, site: S): LevelLine<S> => ({ label, kind: 'given', site, minutes: [0, 40], ngPerMl: [0, 253] })
const drawn = <S extends 'arterial' | 'venous'>(picture: Picture<S>) => mixedSites(picture as Picture)

test('lines of one sampling site may share an axis', () => {
  expect(drawn({ site: 'arterial', lines: [line('Kamp', 'arterial'), line('Domino', 'arterial')] })).toBeNull()
})

test('a venous line on an arterial axis does not compile, and is refused by name if it comes from elsewhere', () => {
  // @ts-expect-error a venous line has no place on an arterial axis
  const because = drawn({ site: 'arterial', lines: [line('Kamp', 'arterial'), line('Otto', 'venous')] })
  expect(because).toContain('This axis is arterial and “Otto” is venous.')
})

test('a venous band on an arterial axis is refused as a line is', () => {
  const band = { ...line('90 % of people', 'venous'), lower: [0, 1], upper: [0, 2], middle: [0, 1.5] }
  // @ts-expect-error a venous band has no place on an arterial axis
  expect(drawn({ site: 'arterial', lines: [], bands: [band] })).toContain('“90 % of people” is venous')
})
