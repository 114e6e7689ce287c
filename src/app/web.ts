import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Env } from '../platform/http/env.ts'

/** The built web app. A file whose name holds its hash never changes; the page and its worker (sw.js) are asked for every time. */
export function serveWeb(app: OpenAPIHono<Env>, root: string): void {
  if (!existsSync(join(root, 'index.html'))) throw new Error('The web app is not built. Run: npm run build')
  // The build lays a .br and a .gz beside each file. Headers are set before: the file's answer is made with them.
  const assets = serveStatic({ root, precompressed: true })
  app.use('/assets/*', async (c, next) => {
    c.header('cache-control', 'public, max-age=31536000, immutable')
    return assets(c, () => {
      c.header('cache-control', 'no-cache')
      return next()
    })
  })
  const files = serveStatic({ root })
  app.get('*', async (c, next) => {
    if (c.req.path.startsWith('/api')) return next()
    c.header('cache-control', 'no-cache')
    return files(c, next)
  })
  // What patients open is a small program of its own.
  const patients = serveStatic({ root, path: 'intake.html' })
  for (const address of ['/intake', '/check']) app.get(address, patients)
  // An address of the app that is no file is the app's own: it finds the page itself.
  const page = serveStatic({ root, path: 'index.html' })
  app.get('*', async (c, next) => {
    if (c.req.path.startsWith('/api') || c.req.path.startsWith('/assets/')) return next()
    c.header('cache-control', 'no-cache')
    return page(c, next)
  })
}
