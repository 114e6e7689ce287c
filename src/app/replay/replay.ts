import { NeedsHelp } from '../../platform/db/needs-help.ts'
import { type Client, dial } from '../../platform/mllp/client.ts'
import { type Command, readWords } from '../commands/command.ts'
import { dataPath } from '../start/data-folder.ts'
import { running } from '../start/instance.ts'
import { withDatabase } from '../start/with-database.ts'
import { aimAt } from './aim.ts'
import { loadRecording } from './load.ts'
import { play, type Report } from './play.ts'
import { part, type Recording } from './recording.ts'

const usage = `replay FILE --chair N [--speed 20] [--columns MAP] [--only WHO] [--device ID]
                     [--from MINUTE] [--minutes N] [--every SECONDS] [--as-is]
                     [--port 2575] [--host 127.0.0.1] [--zone ZONE] [--clinic NAME] [--no-bind] [--data DIR]

  FILE     HL7 messages, framed or plain, or a table of time series (CSV)
  --chair  whose monitor it plays; the device is bound to that chair, unless --no-bind or another --host
  --speed  how many times faster than it was recorded
  --columns  what the columns mean: time=COLUMN:s,COLUMN=heart-rate,… or a YAML or JSON file
  --only   which of several people in a table; --device  which of several devices in a file of messages
  --as-is  sends messages with their own times and control ids

  Ends with 0 when every message was accepted, 1 when one was not.`

/** Plays a recording as a monitor would, over MLLP. */
export const replay: Command = {
  usage,
  async run(words) {
    const { given, rest } = readWords(words, usage, {
      chair: { type: 'string' },
      speed: { type: 'string' },
      columns: { type: 'string' },
      only: { type: 'string' },
      device: { type: 'string' },
      from: { type: 'string' },
      minutes: { type: 'string' },
      every: { type: 'string' },
      'as-is': { type: 'boolean' },
      port: { type: 'string' },
      host: { type: 'string' },
      zone: { type: 'string' },
      clinic: { type: 'string' },
      'no-bind': { type: 'boolean' },
    })
    const [file, ...more] = rest
    if (!file || more.length > 0) throw new NeedsHelp(`One file is needed.\nUsage: npx waymark ${usage}`)
    const loading = { columns: given.columns, only: given.only, asIs: given['as-is'] ?? false, everySeconds: number('every', given.every, 60, 0.001) }
    const speed = number('speed', given.speed, 1, 0.001)
    const span = [number('from', given.from, 0, 0), number('minutes', given.minutes, Number.MAX_SAFE_INTEGER / 60_000, 0)] as const
    const load = (bed: string, zone: string) => part(loadRecording(file, { ...loading, bed, zone }), ...span)

    if (given['no-bind'] || given.host !== undefined) {
      const recording = load(given.chair ?? 'REPLAY', given.zone ?? 'UTC')
      console.log(`${recording.devices.join(', ')}: bind it to a chair on the devices page, if that was not done yet`)
      const here = given.host === undefined ? running(dataPath(given.data))?.mllpPort : undefined
      return send(recording, speed, number('port', given.port, here ?? 2575, 1), given.host ?? '127.0.0.1')
    }
    const chair = given.chair
    if (chair === undefined) throw new NeedsHelp(`--chair is needed.\nUsage: npx waymark ${usage}`)
    const { recording, port } = await withDatabase('replay', given.data, process.env, async ({ database, server }) => {
      if (!server) throw new NeedsHelp('Waymark is not running with this data folder. Start it first: npm start -- --mllp-port 2575')
      const aim = await aimAt(database, chair, given.clinic)
      const recording = load(aim.chair.id, given.zone ?? aim.zone)
      await aim.bind(oneOf(recording.devices, given.device))
      return { recording, port: number('port', given.port, server.mllpPort ?? 2575, 1) }
    })
    return send(recording, speed, port, '127.0.0.1')
  },
}

function oneOf(devices: readonly string[], wanted: string | undefined): string {
  if (wanted !== undefined && !devices.includes(wanted)) throw new NeedsHelp(`There is no device ${wanted} in the recording; there are ${devices.join(', ')}`)
  if (wanted === undefined && devices.length > 1)
    throw new NeedsHelp(`The recording is of ${devices.length} devices, perhaps of as many people. Choose one with --device: ${devices.join(', ')}`)
  const device = wanted ?? devices[0]
  if (device === undefined) throw new NeedsHelp('No device speaks in the recording: it has no ORU^R01 with a value. Use --no-bind to send it all the same.')
  return device
}

function number(name: string, text: string | undefined, otherwise: number, least: number): number {
  const value = text === undefined ? otherwise : Number(text)
  if (text?.trim() === '' || !Number.isFinite(value) || value < least) throw new NeedsHelp(`--${name} needs a number${least > 0 ? ' above zero' : ''}.`)
  return value
}

async function send(recording: Recording, speed: number, port: number, host: string): Promise<number> {
  if (recording.beats.length === 0) throw new NeedsHelp('There is nothing in that part of the recording')
  const client = await dialOrExplain(port, host)
  const length = (recording.beats.at(-1)?.offsetMs ?? 0) - (recording.beats[0]?.offsetMs ?? 0)
  console.log(`${recording.says}\nPlaying ${clock(length)} at ${speed} times its speed, ${clock(length / speed)}, to ${host}:${port}. Ctrl-C stops.`)
  const run = Date.now().toString(36).toUpperCase()
  let last: Report | undefined
  let count = 0
  const interrupted = () => console.log(`\nStopped. ${summary(last)}`)
  process.once('exit', interrupted)
  try {
    last = await play(recording, client, {
      speed,
      controlIds: () => `${run}-${++count}`,
      told: (report, offsetMs) => {
        last = report
        progress(report, offsetMs, length, recording.beats.length)
      },
    })
  } catch (fault) {
    throw new NeedsHelp(`The listener went away: ${(fault as Error).message}. ${summary(last)}`)
  } finally {
    process.off('exit', interrupted)
    client.close()
  }
  console.log(`${process.stdout.isTTY ? '\n' : ''}Done. ${summary(last)}`)
  return last.accepted === last.sent ? 0 : 1
}

const dialOrExplain = (port: number, host: string): Promise<Client> =>
  dial(port, host).catch((fault: Error) => {
    throw new NeedsHelp(`Nobody listens for monitors at ${host}:${port} (${fault.message}). Start Waymark with --mllp-port ${port}`)
  })

let told = 0
function progress({ sent, accepted }: Report, offsetMs: number, length: number, messages: number): void {
  const line = `  ${clock(offsetMs)} of ${clock(length)}   ${sent} of ${messages} sent, ${accepted} accepted`
  if (process.stdout.isTTY) process.stdout.write(`\r${line}`)
  else if (Date.now() - told > 15_000) console.log(line)
  else return
  told = Date.now()
}

function summary(report: Report | undefined): string {
  if (!report) return 'Nothing was sent.'
  const others = [...report.others].map(([code, { count, why }]) => `${count} answered ${code}${why ? ` (${why})` : ''}`)
  return `${report.sent} sent, ${report.accepted} accepted${others.length > 0 ? `; ${others.join('; ')}` : ''}.`
}

function clock(ms: number): string {
  const seconds = Math.round(ms / 1_000)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}
