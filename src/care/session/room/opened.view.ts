import type { Instant } from '../../../medicine/time.ts'
import type { Patient } from '../../patient/patient.ts'
import type { LoadedProtocol } from '../../protocol/protocol.ts'
import type { SessionRecorded } from '../session.ts'
import type { MonitorNow } from './monitor.view.ts'

/** What `GET /api/sessions/{id}` answers. */
export type Opened = {
  readonly facts: readonly SessionRecorded[]
  readonly seq: number
  readonly patient: Extract<Patient, { status: 'registered' }>
  readonly protocol: LoadedProtocol
  readonly monitor: MonitorNow | null
  readonly chartWeightKg?: string
  readonly serverTime: Instant
}
