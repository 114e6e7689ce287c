import { readFileSync } from 'node:fs'
import { serve } from '@hono/node-server'
import { openAuthDatabase } from '../platform/auth/auth-database.ts'
import { createAuth } from '../platform/auth/create-auth.ts'
import { secret } from '../platform/db/secrets.ts'
import { startDatabase } from '../platform/db/start.ts'
import { openDemo } from './demo/demo.ts'
import { openGround } from './house.ts'
import { openMonitors } from './monitors/monitors.ts'
import { openServer } from './server.ts'
import { banner } from './start/banner.ts'
import { dataFolder } from './start/data-folder.ts'
import { claim } from './start/instance.ts'
import { HELP, type Options, readOptions } from './start/options.ts'
import { expectFree } from './start/port.ts'
import { orExplain, stopOnSignal } from './start/run.ts'
import { serveWeb } from './web.ts'

/** `npm start`: database, journal, rooms, doors, monitors, in this order; and the other way round at the end. */
const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }
const WEB = new URL('../../dist/web', import.meta.url).pathname

await orExplain(async () => {
  const asked = readOptions(process.argv.slice(2))
  if (asked.kind === 'help') return console.log(HELP)
  if (asked.kind === 'version') return console.log(version)
  if (asked.kind === 'start') return start(asked.options)
  console.error(`${asked.message}\n\n${HELP}`)
  process.exitCode = 1
})

async function start(options: Options): Promise<void> {
  const data = dataFolder(options.data)
  const instance = claim(data, 'start')
  await expectFree(options.port, options.host)
  if (options.mllpPort) await expectFree(options.mllpPort, options.mllpHost ?? '127.0.0.1', 'mllp-port')
  let closing = false
  // What was under way when the doors closed fails for want of a database; that is no news.
  const report = (fault: unknown) => closing || console.error(fault)
  const database = await startDatabase(data, process.env, console.log)
  const ground = openGround(database)
  const auth = createAuth({
    database: openAuthDatabase(database.ownerUrl),
    secret: process.env.WAYMARK_SECRET ?? secret(data, 'sign-in'),
    origins: options.origins,
    onFault: report,
  })
  const monitors = await openMonitors(ground, report)
  const demo = openDemo({ ground, port: monitors.demoPort, report })
  const { app, doors } = openServer({
    ground,
    auth,
    demo,
    listener: monitors.addressOf,
    origins: options.origins,
    report: (fault, about) => console.error(about, fault),
    onFault: report,
  })
  serveWeb(app, WEB)
  if (options.demo) await demo.open()
  else await demo.resume()
  if (options.mllpPort) {
    const { mllpPort: port, mllpHost: host, mllpClinic: whose } = options
    await monitors.listen({ port, ...(host ? { host } : {}), ...(whose ? { clinic: whose } : {}) })
  }

  const server = serve({ fetch: app.fetch, port: options.port, hostname: options.host })
  await new Promise<void>((open, failed) => server.once('listening', open).once('error', failed))
  const address = `http://${options.host}:${options.port}`
  instance.tell({
    ready: true,
    address,
    ...(options.mllpPort ? { mllpPort: options.mllpPort } : {}),
    ...(database.port ? { databasePort: database.port } : {}),
  })
  const { version: postgres, where, applied } = database
  const mllp = options.mllpPort ? { mllpPort: options.mllpPort } : {}
  console.log(banner({ version, address, database: { version: postgres, where, applied }, ...mllp, demo: options.demo, took: performance.now() }))

  stopOnSignal(async () => {
    closing = true
    await new Promise((closed) => {
      server.close(closed)
      if ('closeAllConnections' in server) setTimeout(() => server.closeAllConnections(), 500).unref()
    })
    await demo.close()
    await monitors.close()
    await doors.close()
    await auth.close()
    await ground.close()
    await database.stop()
    instance.release()
  })
}
