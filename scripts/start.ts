import { enableCompileCache, flushCompileCache } from 'node:module'
import { join } from 'node:path'

// What Node made of the sources is kept for the next time, and has to be asked for before the first of them is read; that
// halves the start. Where nothing can be written it starts as before.
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/waymark'))
await import('../src/app/main.ts')
// Now, because a program that is killed writes nothing on its way out.
flushCompileCache()
