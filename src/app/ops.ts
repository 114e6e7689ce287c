import type { Addresses } from '../platform/db/database.ts'
import { atTheDoor } from '../platform/ops/at-the-door.ts'
import type { Log } from '../platform/ops/log.ts'
import { openMetrics } from '../platform/ops/metrics.ts'
import { openProbe } from '../platform/ops/probe.ts'
import { openTraffic } from '../platform/ops/traffic.ts'

/** What watches over the house while it runs: who is at the doors, the numbers, the probe of the database. */
export type Ops = ReturnType<typeof openOps>

export function openOps({ ownerUrl }: Pick<Addresses, 'ownerUrl'>, log: Pick<Log, 'info' | 'debug'>) {
  const traffic = openTraffic()
  const metrics = openMetrics()
  const probe = openProbe(ownerUrl)
  return { traffic, metrics, probe, door: atTheDoor({ traffic, metrics, log }), close: probe.close }
}
