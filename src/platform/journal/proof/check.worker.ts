import { parentPort, workerData } from 'node:worker_threads'
import pg from 'pg'
import { connection } from '../../db/database.ts'
import { check, type Task } from './check-rows.ts'

/** Walks streams in a thread of its own, in the snapshot that the verifier looks at. */
const { ownerUrl, snapshot } = workerData as { ownerUrl: string; snapshot: string }
const client = new pg.Client(connection(ownerUrl))
await client.connect()
await client.query(`begin isolation level repeatable read read only; set transaction snapshot '${snapshot}'; set local idle_in_transaction_session_timeout = 0`)

parentPort?.on('message', (task: Task | null) => {
  if (task) return check(client, task).then((checked) => parentPort?.postMessage(checked), fail)
  return client.end().then(() => parentPort?.close(), fail)
})

/** Thrown outside of the promise, so that it ends the worker and the verifier hears of it. */
function fail(fault: unknown): void {
  setImmediate(() => {
    throw fault
  })
}
