import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { report } from './figure.ts'

const WEB = join(import.meta.dirname, '../dist/web')

/** What a browser has to load before the first screen of the staff app: the page's own scripts and what they import at once. */
export async function scripts(): Promise<void> {
  const first = new Set<string>()
  const page = readFileSync(join(WEB, 'index.html'), 'utf8')
  for (const [, file] of page.matchAll(/(?:src|href)="\/?(assets\/[^"]+\.js)"/g)) if (file) withImports(file, first)
  const all = readdirSync(join(WEB, 'assets')).filter((file) => file.endsWith('.js'))
  report({ name: 'scripts-first-screen', value: kilobytes([...first], gzipSync), unit: 'kB gzip', reference: 350 })
  report({ name: 'scripts-first-screen-brotli', value: kilobytes([...first], brotliCompressSync), unit: 'kB brotli', reference: 350 })
  report({
    name: 'scripts-all',
    value: kilobytes(
      all.map((file) => `assets/${file}`),
      gzipSync,
    ),
    unit: 'kB gzip',
  })
}

function withImports(file: string, seen: Set<string>): void {
  if (seen.has(file)) return
  seen.add(file)
  const text = readFileSync(join(WEB, file), 'utf8')
  for (const [, name] of text.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)) if (name) withImports(`assets/${name}`, seen)
}

const kilobytes = (files: readonly string[], compress: (text: Buffer) => Buffer): number =>
  files.reduce((sum, file) => sum + compress(readFileSync(join(WEB, file))).length, 0) / 1000
