import { dataPath } from '../start/data-folder.ts'
import { type Running, running } from '../start/instance.ts'
import { type Command, readWords } from './command.ts'

const usage = 'status [--data DIR]'

/** Whether Waymark is running, and where. Exit code 3 when it is not, as service managers expect. */
export const status: Command = {
  usage,
  async run(words) {
    const { given } = readWords(words, usage, {})
    const data = dataPath(given.data)
    const server = running(data)
    if (!server) {
      console.log(`Waymark is not running (data folder ${data})`)
      return 3
    }
    console.log(`${said(server)}, pid ${server.pid} (data folder ${data})`)
    return 0
  },
}

function said({ address, command }: Running): string {
  if (address) return `Waymark is running at ${address}`
  return command === 'start' ? 'Waymark is starting' : `"waymark ${command}" is working`
}
