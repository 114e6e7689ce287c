import { AsyncLocalStorage } from 'node:async_hooks'
import type pg from 'pg'
import { unavailable } from '../db/unavailable.ts'

/**
 * The sign-in library turns a database that is away into a fault of its own, or into "nobody is signed in", and a screen
 * would ask for the password in the middle of a session. So the connections note what they met, and whoever called the
 * library looks there.
 */
type Met = { fault?: unknown }
const met = new AsyncLocalStorage<Met>()

/** Makes a pool note its faults for the request that meets them. */
export function noting(pool: pg.Pool): pg.Pool {
  const note = (fault: unknown) => {
    const here = met.getStore()
    if (here && here.fault === undefined) here.fault = fault
  }
  const connect = pool.connect.bind(pool) as (...args: unknown[]) => unknown
  pool.connect = ((...args: unknown[]) => noted(connect(...args), note)) as typeof pool.connect
  pool.on('connect', (client) => {
    // While the library holds a connection nobody listens to it, and an error event without a listener ends the process.
    client.on('error', note)
    const query = client.query.bind(client) as (...args: unknown[]) => unknown
    client.query = ((...args: unknown[]) => noted(query(...args), note)) as typeof client.query
  })
  return pool
}

function noted(result: unknown, note: (fault: unknown) => void): unknown {
  if (result instanceof Promise) result.catch(note)
  return result
}

/** The library's answer, unless the database was away meanwhile and `doubtful` says that this may be why it is what it is. */
export async function unlessAway<T>(work: () => Promise<T>, doubtful: (answer: T) => boolean = () => true): Promise<T> {
  const here: Met = {}
  const answer = await met.run(here, work).catch((fault: unknown) => {
    throw unavailable(here.fault) ? here.fault : fault
  })
  if (unavailable(here.fault) && doubtful(answer)) throw here.fault
  return answer
}
