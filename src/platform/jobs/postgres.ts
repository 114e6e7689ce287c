import { PgBoss } from 'pg-boss'
import { connection } from '../db/database.ts'
import type { Jobs } from './jobs.ts'

export type JobsParts = {
  readonly ownerUrl: string
  readonly onFault: (fault: unknown) => void
  /** Seconds between two looks into the queue. */
  readonly poll?: number
  /** Seconds between two looks at the clock. */
  readonly look?: number
}

const SCHEMA = 'jobs'
const TRIES = 3
/** A node that dies in the middle of a job is missed after this long, and the job goes to another. */
const HEARTBEAT = 60

/** The queue in the database (pg-boss), worked as `waymark_jobs`: that role owns the queue's schema and sees nothing else. */
export async function openJobs({ ownerUrl, onFault, poll = 5, look = 30 }: JobsParts): Promise<Jobs> {
  const { options, Client } = connection(ownerUrl)
  const boss = new PgBoss({
    connectionString: ownerUrl,
    // pg-boss hands what it is given on to its pool.
    ...({ Client } as object),
    options: `${options} -c role=waymark_jobs -c search_path=${SCHEMA}`,
    application_name: 'waymark',
    schema: SCHEMA,
    createSchema: false,
    max: 2,
    cronWorkerIntervalSeconds: poll,
    cronMonitorIntervalSeconds: look,
    openTelemetry: { enabled: false },
    monitorVacuum: false,
  })
  boss.on('error', sparingly(onFault))
  await boss.start()
  return {
    async add(job) {
      const queue = { retryLimit: TRIES, retryDelay: job.again, expireInSeconds: job.within, heartbeatSeconds: HEARTBEAT }
      // `exclusive`: one of it waits or runs, never two, whoever asks.
      if (await boss.getQueue(job.name)) await boss.updateQueue(job.name, queue)
      else await boss.createQueue(job.name, { ...queue, policy: 'exclusive' })
      await boss.schedule(job.name, job.cron, null, { tz: job.zone, missed: 'once' })
      await boss.work<{ asked?: boolean } | null>(job.name, { pollingIntervalSeconds: poll }, async ([one]) => {
        try {
          await job.run(one?.data?.asked === true)
        } catch (fault) {
          onFault(fault)
          throw fault
        }
      })
    },
    async ask(name) {
      // One that failed and waits for its next try gives way: whoever asks has mended something.
      for (const { id, state } of await boss.findJobs(name, { queued: true })) if (state === 'retry') await boss.cancel(name, id)
      return (await boss.send(name, { asked: true })) !== null
    },
    busy: async (name) => (await boss.findJobs(name)).some(({ state }) => state === 'created' || state === 'active'),
    close: () => boss.stop({ graceful: true, timeout: 5_000 }),
  }
}

const A_MINUTE_MS = 60_000

/** A database that is away would be told of at every look: the same words once a minute. */
function sparingly(tell: (fault: unknown) => void): (fault: Error) => void {
  const told = new Map<string, number>()
  return (fault) => {
    const now = performance.now()
    if (now - (told.get(fault.message) ?? -A_MINUTE_MS) < A_MINUTE_MS) return
    told.clear()
    told.set(fault.message, now)
    tell(fault)
  }
}
