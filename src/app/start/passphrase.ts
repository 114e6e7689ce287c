import { readFileSync } from 'node:fs'
import { NeedsHelp } from '../../platform/db/needs-help.ts'

export type Terminal = { readonly in: NodeJS.ReadStream; readonly out: NodeJS.WriteStream }
export type PassphraseSources = { readonly file: string | undefined; readonly env: string | undefined; readonly terminal: Terminal }

/** Whoever has the file can try words against it for ever. */
const SHORTEST = 12

const HOW = 'Give it in WAYMARK_BACKUP_PASSPHRASE, in a file with --passphrase-file FILE, or start the command in a terminal and be asked.'

/** The passphrase as it was given: a file before the environment before a question. Never on the command line, where others on the machine can read it. */
export async function passphrase({ file, env, terminal }: PassphraseSources, use: 'new' | 'known'): Promise<string> {
  const given = givenPassphrase(file, env)
  if (given !== null) return use === 'new' ? strong(given) : given
  if (!terminal.in.isTTY) throw new NeedsHelp(`A backup needs a passphrase. ${HOW}`)
  if (use === 'known') return asked('Passphrase of the backup: ', terminal)
  terminal.out.write('Keep this passphrase where the clinic keeps what must not burn. Without it nobody can open the backup, not even we.\n')
  const first = strong(await asked('Passphrase: ', terminal))
  if ((await asked('The same again: ', terminal)) !== first) throw new NeedsHelp('The two are not the same. Nothing was written.')
  return first
}

/** For a server nobody sits in front of; null where none is given. */
export function givenPassphrase(file: string | undefined, env: string | undefined): string | null {
  if (file !== undefined) return firstLine(file)
  return env ? env : null
}

function firstLine(file: string): string {
  try {
    const line = readFileSync(file, 'utf8').split(/\r?\n/)[0] ?? ''
    if (line !== '') return line
  } catch (fault) {
    throw new NeedsHelp(`The passphrase file cannot be read: ${(fault as Error).message}`)
  }
  throw new NeedsHelp(`${file} begins with an empty line; the passphrase is its first line.`)
}

export function strong(text: string): string {
  if (text.length >= SHORTEST) return text
  throw new NeedsHelp(`A passphrase of ${text.length} characters is soon guessed. Take ${SHORTEST} or more: four or five words that do not belong together.`)
}

const [ENTER, RETURN, BACKSPACE, DELETE, CTRL_C, CTRL_D] = ['\n', '\r', '\b', '\x7f', '\x03', '\x04'] as const

/** One line typed unseen. */
function asked(question: string, { in: input, out }: Terminal): Promise<string> {
  out.write(question)
  input.setRawMode(true)
  input.setEncoding('utf8')
  input.resume()
  return new Promise((done, failed) => {
    let typed: string[] = []
    const over = (end: () => void) => {
      input.off('data', hear)
      input.setRawMode(false)
      input.pause()
      out.write('\n')
      end()
    }
    const hear = (keys: string) => {
      for (const key of keys) {
        if (key === ENTER || key === RETURN) return over(() => done(typed.join('')))
        if (key === CTRL_C || key === CTRL_D) return over(() => failed(new NeedsHelp('Stopped. Nothing was written.')))
        if (key === BACKSPACE || key === DELETE) typed = typed.slice(0, -1)
        else typed.push(key)
      }
    }
    input.on('data', hear)
  })
}
