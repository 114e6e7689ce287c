import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, emptyDatabase, folder, PASSPHRASE, WORK } from '../../platform/backup/backup.testing.ts'
import { restoreBackup } from '../../platform/backup/restore.ts'
import { type Made, writeBackup } from '../../platform/backup/write.ts'
import { freshDatabase } from '../../platform/db/testing.ts'
import { verify } from '../../platform/journal/verify.ts'
import { seedDemo } from '../demo/seed.ts'
import { openGround } from '../house.ts'
import { soundness } from './soundness.ts'

const fresh = await freshDatabase()
const ground = openGround({ ...fresh, connections: 8 })
afterAll(ground.close)
const data = folder()
const file = join(data, 'clinic.age')
let made: Made
beforeAll(async () => {
  await seedDemo(ground)
  made = await writeBackup({ ownerUrl: fresh.ownerUrl, data, file, passphrase: PASSPHRASE, work: WORK, waymark: '0.1.0', takenAt: '2026-11-25T02:00:00.000Z' })
})

test('a day of the demonstration, backed up and restored, is the same day: journal whole, every list as the journal says', async () => {
  const into = await emptyDatabase(fresh)
  const notes: string[] = []
  const restored = await restoreBackup({ ownerUrl: into.ownerUrl, data: folder(), file, passphrase: PASSPHRASE, check: soundness(false, (note) => notes.push(note)) })
  expect(restored.rows).toBe(made.rows)
  console.log(notes, made.rows, made.bytes)
  const database = into.open()
  expect((await verify(database)).flaw).toBeNull()
})
