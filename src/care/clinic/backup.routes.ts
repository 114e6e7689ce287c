import { json } from '../../platform/http/answers.ts'
import { routes } from '../../platform/http/http-app.ts'
import { route } from '../../platform/http/route.ts'
import { askedAnswer, type BackupAnswer, backupAnswer } from './backup.wire.ts'

export type BackupParts = {
  readonly status: () => Promise<BackupAnswer>
  /** False where one waits or is under way already, or this server makes none. */
  readonly backUpNow: () => Promise<boolean>
}

const example = {
  standing: 'good',
  daily: { at: '02:30', zone: 'America/New_York', keep: 14 },
  good: { at: '2026-11-25T07:30:09.000Z', file: 'waymark-2026-11-25T07-30-00Z.age', bytes: 48_210_311 },
  failed: null,
  busy: false,
  canAsk: true,
} as const

/** The backups of the whole installation, as its owners may know and ask for them. */
export const backupRoutes = ({ status, backUpNow }: BackupParts) =>
  routes()
    .openapi(
      route(
        { may: 'clinic.settings', leaves: 'backup.read', quiet: true },
        {
          method: 'get',
          path: '/backup',
          summary: 'The last backup: when, or why it failed, and what is arranged',
          responses: { 200: json(backupAnswer, 'How the backups stand', example) },
        },
      ),
      async (c) => c.json(await status(), 200),
    )
    .openapi(
      route(
        { may: 'clinic.settings', leaves: 'backup.asked' },
        {
          method: 'post',
          path: '/backup',
          summary: 'Make a backup now, besides its time',
          responses: { 202: json(askedAnswer, 'Whether one was begun; false where one waits or is under way, or this server makes none', { asked: true }) },
        },
      ),
      async (c) => c.json({ asked: await backUpNow() }, 202),
    )
