import { NeedsHelp } from '../platform/db/needs-help.ts'
import type { Command } from './commands/command.ts'
import { orExplain } from './start/run.ts'

type Listed = { readonly summary: string; load(): Promise<Command> }

/** Each command is loaded when it is asked for, so that the small ones answer at once. */
const commands: Readonly<Record<string, Listed>> = {
  replay: { summary: 'Play a recording as a bedside monitor would', load: async () => (await import('./replay/replay.ts')).replay },
  verify: { summary: 'Whether every event is as it was written', load: async () => (await import('./commands/verify.ts')).verify },
  seal: { summary: 'Seal what the journal holds now, or print the last seal', load: async () => (await import('./commands/seal.ts')).seal },
  export: { summary: 'Write the whole record of a clinic into files', load: async () => (await import('./commands/export.ts')).exportRecord },
  rebuild: { summary: 'Make every list and board anew from the journal', load: async () => (await import('./commands/rebuild.ts')).rebuild },
  backup: { summary: 'Everything into one encrypted file, while the clinic is open', load: async () => (await import('./commands/backup.ts')).backup },
  restore: { summary: 'A backup into an empty data folder or database', load: async () => (await import('./commands/restore.ts')).restore },
  token: { summary: 'Make a token for a script or a device', load: async () => (await import('./commands/token.ts')).token },
  pk: { summary: 'Expected concentrations of a file of scenarios, as CSV', load: async () => (await import('./commands/pk.ts')).pk },
  facts: { summary: 'What a FHIR record says, as facts with source and date', load: async () => (await import('./commands/facts.ts')).facts },
  status: { summary: 'Whether Waymark is running, and where', load: async () => (await import('./commands/status.ts')).status },
}

await orExplain(async () => {
  process.exitCode = await dispatch(process.argv.slice(2))
})

async function dispatch([name = 'help', ...words]: string[]): Promise<number> {
  if (name === 'help' || name === '--help' || name === '-h') {
    console.log(await help(words[0]))
    return 0
  }
  const listed = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!listed) throw new NeedsHelp(`There is no command "${name}".\n\n${await help()}`)
  if (words.includes('--help') || words.includes('-h')) return dispatch(['help', name])
  return (await listed.load()).run(words)
}

async function help(name?: string): Promise<string> {
  const one = name && Object.hasOwn(commands, name) ? commands[name] : undefined
  if (one) return `${one.summary}\n\n  npx waymark ${(await one.load()).usage}`
  const width = Math.max(...Object.keys(commands).map((command) => command.length)) + 2
  const lines = Object.entries(commands).map(([command, { summary }]) => `  ${command.padEnd(width)}${summary}`)
  return `npx waymark COMMAND\n\n${lines.join('\n')}\n\n  npx waymark help COMMAND shows how one is used; npm start opens the clinic.`
}
