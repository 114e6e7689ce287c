import type { Server } from 'node:http'
import { serve } from '@hono/node-server'
import { openAuthDatabase } from '../platform/auth/auth-database.ts'
import { createAuth } from '../platform/auth/create-auth.ts'
import { secret } from '../platform/db/secrets.ts'
import { startDatabase } from '../platform/db/start.ts'
import { harden, serverOptions } from '../platform/http/hardened.ts'
import { openLog } from '../platform/ops/log.ts'
import { openDemo } from './demo/demo.ts'
import { openGround } from './house.ts'
import { openKeeping } from './keeping.ts'
import { openMonitors } from './monitors/monitors.ts'
import { openOps } from './ops.ts'
import { openServer } from './server.ts'
import { arrangement } from './start/arrangement.ts'
import { banner } from './start/banner.ts'
import { closeDoors } from './start/close-doors.ts'
import { dataFolder } from './start/data-folder.ts'
import { claim } from './start/instance.ts'
import { HELP, type Options, readOptions } from './start/options.ts'
import { expectFree } from './start/port.ts'
import { endOnFault, orExplain, stopOnSignal } from './start/run.ts'
import { VERSION as version } from './start/version.ts'
import { serveWeb } from './web.ts'

/** `npm start`: database, journal, rooms, doors, monitors, in this order; and the other way round at the end. */
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
  const arranged = arrangement(options.backup, process.env)
  const data = dataFolder(options.data)
  const instance = claim(data, 'start')
  await expectFree(options.port, options.host)
  if (options.mllpPort) await expectFree(options.mllpPort, options.mllpHost ?? '127.0.0.1', 'mllp-port')
  const form = options.log ?? (process.stdout.isTTY ? 'text' : 'json')
  const log = openLog({ form, ...(options.logLevel ? { level: options.logLevel } : {}) })
  const say = form === 'json' ? (line: string) => log.info(line) : console.log
  endOnFault(log)
  let closing = false
  // What was under way when the doors closed fails for want of a database; that is no news.
  const report = (fault: unknown) => closing || log.fault(fault)
  const database = await startDatabase(data, process.env, say)
  const ops = openOps(database, log)
  const ground = openGround(database, { metrics: ops.metrics, report })
  const auth = createAuth({
    database: openAuthDatabase(database.ownerUrl),
    secret: process.env.WAYMARK_SECRET ?? secret(data, 'sign-in'),
    origins: options.origins,
    onFault: report,
  })
  const monitors = await openMonitors(ground, report, ops.metrics.message)
  const demo = openDemo({ ground, port: monitors.demoPort, report })
  const keeping = openKeeping({
    database: ground.database,
    data,
    arranged,
    signIn: process.env.WAYMARK_SECRET,
    waymark: version,
    report,
    say: (line) => log.warn(line),
  })
  const { app, doors } = openServer({
    ground,
    auth,
    demo,
    backups: keeping,
    listener: monitors.addressOf,
    origins: options.origins,
    ...(options.trust ? { trust: options.trust } : {}),
    ops,
    report: (fault, about) => log.fault(fault, about),
    onFault: report,
  })
  ops.metrics.from({
    pools: ground.database.pools,
    screens: ground.live.screens,
    underWay: () => ops.traffic.underWay,
    journal: ops.probe.journal,
  })
  serveWeb(app, WEB)
  if (options.demo) await demo.open()
  else await demo.resume()
  if (options.mllpPort) {
    const { mllpPort: port, mllpHost: host, mllpClinic: whose } = options
    await monitors.listen({ port, ...(host ? { host } : {}), ...(whose ? { clinic: whose } : {}) })
  }

  const server = serve({ fetch: app.fetch, port: options.port, hostname: options.host, serverOptions: serverOptions() }) as Server
  harden(server)
  await new Promise<void>((open, failed) => server.once('listening', open).once('error', failed))
  const address = `http://${options.host}:${options.port}`
  instance.tell({
    ready: true,
    address,
    ...(options.mllpPort ? { mllpPort: options.mllpPort } : {}),
    ...(database.port ? { databasePort: database.port } : {}),
  })
  stopOnSignal(async () => {
    await closeDoors(server, ops.traffic, { drainMs: (options.drainSeconds ?? 0) * 1000, log })
    closing = true
    await keeping.close()
    await demo.close()
    await monitors.close()
    await doors.close()
    await auth.close()
    await ops.close()
    await ground.close()
    await database.stop()
    instance.release()
    log.info('Waymark is closed')
    log.flush()
  })
  const { version: postgres, where, applied } = database
  const mllp = options.mllpPort ? { mllpPort: options.mllpPort } : {}
  const opened = { version, address, database: { version: postgres, where, applied }, ...mllp, demo: options.demo, took: performance.now() }
  if (form === 'text') console.log(banner(opened))
  else log.info(`Waymark ${version} is open at ${address}`, { postgres, applied, ...mllp, demo: options.demo, tookMs: Math.round(opened.took) })
  log.flush()

  // After the doors are open: nobody waits for the queue.
  if (options.jobs) void keeping.begin(async () => (await import('../platform/jobs/postgres.ts')).openJobs({ ownerUrl: database.ownerUrl, onFault: report }))
}
