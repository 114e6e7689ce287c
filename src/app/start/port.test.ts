import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { expectFree, explainPort } from './port.ts'

test('a taken port is named, with the way out', async () => {
  const server = createServer()
  const port = await new Promise<number>((ready) => {
    server.listen(0, '127.0.0.1', () => ready((server.address() as { port: number }).port))
  })
  await expect(expectFree(port, '127.0.0.1')).rejects.toThrow(`Port ${port} is taken. Start with: npm start -- --port ${port + 1}`)
  await expect(expectFree(port, '127.0.0.1', 'mllp-port')).rejects.toThrow(`--mllp-port ${port + 1}`)
  await new Promise((closed) => server.close(closed))
  await expect(expectFree(port, '127.0.0.1')).resolves.toBeUndefined()
})

test('an address this machine has not is named', async () => {
  await expect(expectFree(41_090, '192.0.2.1')).rejects.toThrow('This machine has no address 192.0.2.1')
})

test('a fault nobody foresaw is passed on as it is', () => {
  const fault = Object.assign(new Error('?'), { code: 'EWHAT' })
  expect(explainPort(fault, 3000, '127.0.0.1')).toBe(fault)
})
