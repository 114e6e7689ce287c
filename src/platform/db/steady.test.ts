import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { openDatabase } from './database.ts'

const message = (type: string, body: Buffer): Buffer => {
  const length = Buffer.alloc(4)
  length.writeInt32BE(body.length + 4)
  return Buffer.concat([Buffer.from(type), length, body])
}
const WELCOME = [message('R', Buffer.alloc(4)), message('Z', Buffer.from('I'))]
const FAREWELL = message('E', Buffer.from('SFATAL\0VFATAL\0C57P01\0Mterminating connection due to unexpected postmaster exit\0\0'))

const uncaught: unknown[] = []
const note = (fault: unknown) => void uncaught.push(fault)
afterEach(() => void process.off('uncaughtException', note))

test('a server that dies the moment it has let us in ends no program: whoever asks next is told', async () => {
  process.on('uncaughtException', note)
  const server = createServer((socket) => {
    socket.on('error', () => {})
    // Welcome and farewell in one piece, so that both are read before anybody could take the connection.
    socket.once('data', () => void socket.end(Buffer.concat([...WELCOME, FAREWELL])))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `postgres://somebody@127.0.0.1:${(server.address() as AddressInfo).port}/clinic`
  const database = openDatabase({ ownerUrl: url, appUrl: url, connections: 1 })

  await expect(database.acrossClinics((tx) => tx.sql`select 1`)).rejects.toThrow(/not queryable|terminat/i)
  expect(uncaught).toEqual([])

  await database.close()
  server.close()
})
