import { parentPort, workerData } from 'node:worker_threads'
import type { ThreadAnswer } from './thread.ts'
import { type BackupOrder, writeBackup } from './write.ts'

const answer = (said: ThreadAnswer) => parentPort?.postMessage(said)
await writeBackup(workerData as BackupOrder).then(
  (made) => answer({ made }),
  (fault: Error) => answer({ why: fault.message }),
)
