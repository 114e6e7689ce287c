import { foundClinic, register, underWay } from './clinic.ts'
import { median, report } from './figure.ts'
import { startServer, withFolder } from './server.ts'

const TIMES = 5
const BUDGET_S = 3

/** From `npm start`, installed and built, with existing data, until the page and the interface answer. */
export const start = (): Promise<void> =>
  withFolder(async (data) => {
    const first = await startServer(data, 41_151, ['npm', 'start', '--'])
    const clinic = await foundClinic(first.port)
    for (let n = 0; n < 5; n += 1) await underWay(clinic, await register(clinic, n))
    await first.stop()
    const seconds: number[] = []
    for (let n = 0; n < TIMES; n += 1) {
      const server = await startServer(data, 41_151, ['npm', 'start', '--'])
      seconds.push(server.tookMs / 1000)
      await server.stop()
    }
    report({ name: 'start-first', value: first.tookMs / 1000, unit: 's' })
    report({ name: 'start', value: median(seconds), unit: 's', reference: BUDGET_S })
  })
