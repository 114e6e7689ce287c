import { Worker } from 'node:worker_threads'
import { NeedsHelp } from '../db/needs-help.ts'
import type { BackupOrder, Made } from './write.ts'

export type ThreadAnswer = { readonly made: Made } | { readonly why: string }

/** `writeBackup` beside the server: hashing a passphrase and encrypting gigabytes must not hold up a reading that comes in. */
export function writeInThread(order: Omit<BackupOrder, 'progress'>): Promise<Made> {
  return new Promise((done, failed) => {
    const worker = new Worker(new URL('./thread.worker.ts', import.meta.url), { workerData: order })
    worker.once('message', (answer: ThreadAnswer) => ('made' in answer ? done(answer.made) : failed(new NeedsHelp(answer.why))))
    worker.once('error', failed)
    worker.once('exit', () => failed(new NeedsHelp('The backup was stopped before it was whole.')))
  })
}
