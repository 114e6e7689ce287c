import { expect, test } from 'vitest'
import { banner } from './banner.ts'

const opened = { version: '0.1.0', address: 'http://127.0.0.1:3000', database: { version: '18.4', where: '/srv/db', applied: [] }, demo: false, took: 1234 }

test('the address comes first', () => {
  expect(banner(opened)).toBe(`Waymark 0.1.0 is open at http://127.0.0.1:3000
  database   PostgreSQL 18.4 in /srv/db
  started    in 1.2 s; stop with Ctrl-C`)
})

test('monitors, migrations and the demonstration are told when they are there', () => {
  const text = banner({ ...opened, mllpPort: 2575, demo: true, database: { ...opened.database, applied: ['0001_clinic.sql'] } })
  expect(text).toContain('nobody in it is real')
  expect(text).toContain('port 2575')
  expect(text).toContain('0001_clinic.sql')
})
