import { parseArgs } from 'node:util'
import { NeedsHelp } from '../../platform/db/needs-help.ts'

/** One command of `npx waymark`. It returns the exit code. */
export type Command = {
  readonly usage: string
  run(words: readonly string[]): Promise<number>
}

type Known = Readonly<Record<string, { readonly type: 'string' | 'boolean'; readonly required?: true }>>
type Given<K extends Known> = {
  readonly [N in keyof K]: K[N] extends { type: 'boolean' } ? boolean : K[N] extends { required: true } ? string : string | undefined
}

/** The options and the other words of a command; what it does not know is refused with its usage. `--data` every command knows. */
export function readWords<const K extends Known>(
  words: readonly string[],
  usage: string,
  known: K,
): { given: Given<K & { data: { type: 'string' } }>; rest: string[] } {
  const wrong = (what: string) => new NeedsHelp(`${what}\nUsage: npx waymark ${usage}`)
  try {
    const { values, positionals } = parseArgs({ args: [...words], options: { data: { type: 'string' }, ...known }, allowPositionals: true, strict: true })
    const missing = Object.entries(known).find(([name, { required }]) => required && !(values as Record<string, unknown>)[name])
    if (missing) throw wrong(`--${missing[0]} is needed.`)
    return { given: values as unknown as Given<K & { data: { type: 'string' } }>, rest: positionals }
  } catch (fault) {
    throw fault instanceof NeedsHelp ? fault : wrong((fault as Error).message.split('. To specify')[0] ?? '')
  }
}
