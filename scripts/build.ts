import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/**
 * Builds the web app into `dist/web`. With `--if-stale`, only when a file it was built from has changed since;
 * `dist/built-from.json` remembers those files, so work on the server alone never rebuilds the pages.
 */
const root = join(import.meta.dirname, '..')
const target = join(root, 'dist/web')
const record = join(root, 'dist/built-from.json')
const ALWAYS = ['index.html', 'intake.html', 'vite.config.ts', 'package-lock.json']

type Hashes = Readonly<Record<string, string>>

const hashOf = (file: string): string => {
  try {
    return createHash('sha256')
      .update(readFileSync(join(root, file)))
      .digest('base64')
  } catch {
    return 'gone'
  }
}

const hashes = (files: readonly string[]): Hashes => Object.fromEntries(files.map((file) => [file, hashOf(file)]))

/** What stands in the page's folder as it is: icons, the manifest. */
const published = (): string[] => {
  const folder = join(root, 'public')
  return existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    : []
}

function isFresh(): boolean {
  if (!existsSync(join(target, 'index.html')) || !existsSync(record)) return false
  const built: Hashes = JSON.parse(readFileSync(record, 'utf8'))
  return Object.entries(built).every(([file, hash]) => hashOf(file) === hash) && published().every((file) => file in built)
}

async function build(): Promise<void> {
  const began = performance.now()
  process.stdout.write('Building the web app … ')
  const { build: viteBuild } = await import('vite')
  const unfinished = `${target}.${process.pid}`
  const sources = new Set<string>()
  const remember = {
    name: 'sources',
    generateBundle(this: { getModuleIds(): Iterable<string> }) {
      for (const id of own([...this.getModuleIds()])) sources.add(id)
    },
  }
  await viteBuild({
    root,
    logLevel: 'error',
    build: { outDir: unfinished, emptyOutDir: true },
    plugins: [remember],
    // Workers are bundles of their own.
    worker: { plugins: () => [remember] },
  })
  await compress(unfinished)
  swap(unfinished)
  writeFileSync(record, JSON.stringify(hashes([...ALWAYS, ...named(), ...published(), ...sources].sort()), null, 1))
  console.log(`${((performance.now() - began) / 1000).toFixed(1)} s`)
}

/** Files the page itself names, such as its icon, are no modules to the bundler. */
const named = (): string[] => [...readFileSync(join(root, 'index.html'), 'utf8').matchAll(/(?:href|src)="\/(src\/[^"]+)"/g)].map(([, file]) => file ?? '')

/** Of everything that went in, the files of this repository; a package changes only with the lock file. */
const own = (ids: readonly string[]): string[] =>
  [...new Set(ids.map((id) => id.split('?')[0] ?? ''))]
    .filter((id) => id.startsWith(`${root}/`) && !id.includes('/node_modules/'))
    .map((id) => relative(root, id))
    .filter((file) => !ALWAYS.includes(file))

/** Compressed once here and not for every visitor; the server hands out `x.js.br` or `x.js.gz` for `x.js`. */
async function compress(folder: string): Promise<void> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(js|css|html|svg|json|webmanifest)$/.test(name))
  await Promise.all(
    files.map(async (name) => {
      const file = join(folder, name)
      const bytes = readFileSync(file)
      if (bytes.length < 1024) return
      writeFileSync(`${file}.br`, await promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }))
      writeFileSync(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }))
    }),
  )
}

/** The old pages stay until the new ones are complete: a Waymark that is serving them does not stumble. */
function swap(unfinished: string): void {
  const old = `${target}.old-${process.pid}`
  rmSync(record, { force: true })
  if (existsSync(target)) renameSync(target, old)
  renameSync(unfinished, target)
  rmSync(old, { recursive: true, force: true })
}

if (!process.argv.includes('--if-stale') || !isFresh()) {
  try {
    mkdirSync(join(root, 'dist'), { recursive: true })
    await build()
  } catch (fault) {
    rmSync(`${target}.${process.pid}`, { recursive: true, force: true })
    const { code, message } = fault as NodeJS.ErrnoException
    console.error(code === 'EACCES' || code === 'EROFS' ? `\n${root}/dist cannot be written. Run npm run build once as its owner.` : `\n${message}`)
    process.exit(1)
  }
}
