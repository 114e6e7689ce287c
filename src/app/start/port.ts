import { createServer } from 'node:net'
import { NeedsHelp } from '../../platform/db/needs-help.ts'

/** Asked before anything else is started, so that a taken port is answered at once. */
export async function expectFree(port: number, host: string, option: 'port' | 'mllp-port' = 'port'): Promise<void> {
  const server = createServer()
  await new Promise<void>((free, failed) => {
    server.once('error', (fault) => failed(explainPort(fault, port, host, option))).listen(port, host, () => server.close(() => free()))
  })
}

export function explainPort(fault: NodeJS.ErrnoException, port: number, host: string, option: 'port' | 'mllp-port' = 'port'): Error {
  const other = `Start with: npm start -- --${option}`
  switch (fault.code) {
    case 'EADDRINUSE':
      return new NeedsHelp(`Port ${port} is taken. ${other} ${port < 65_535 ? port + 1 : port - 1}`)
    case 'EACCES':
      return new NeedsHelp(`Port ${port} is reserved for the system's administrator. ${other} ${port + 3000}`)
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new NeedsHelp(`This machine has no address ${host}. Leave out --host, or give 0.0.0.0 for all of them`)
    default:
      return fault
  }
}
