import { createReadStream } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import type { Flaw, Imported, PersonOfRecord } from '../../care/facts/facts.ts'
import { readBooks } from '../../care/policy/books.load.ts'
import { readRecord } from '../../exchange/fhir/fhir.ts'
import { NeedsHelp } from '../../platform/db/needs-help.ts'
import { PROTOCOLS } from '../house.ts'
import { mapsFor } from '../maps.ts'
import { type Command, readWords } from './command.ts'

const usage = `facts FILE… [--patient ID] [--protocols FOLDER]

  Prints what a FHIR R4 record says in the terms of the fact catalogue, as JSON: patient, statements (each with date and
  source), unmapped (kept with its codes and the reason), seen (what became of each kind of resource) and problems.
  FILE is a bundle, a single resource or NDJSON; several files are one record. The output is what
  npx waymark decide reads. With more than one person in it, --patient says which by id or record number.
  A file that does not read gives nothing; what is wrong and where goes to standard error, and it ends with 1.
  docs/fhir.md says what is taken and what is not.`

export const facts: Command = {
  usage,
  async run(words) {
    const { given, rest } = readWords(words, usage, { patient: { type: 'string' }, protocols: { type: 'string' } })
    if (rest.length === 0) throw new NeedsHelp(`Name a file.\nUsage: npx waymark ${usage}`)
    // A record is read once and let go: room for what is new to grow into would only be memory.
    setFlagsFromString('--semi-space-growth-factor=1')
    // Whoever reads only the beginning (head) has had enough.
    process.stdout.on('error', () => process.exit(0))
    const files = rest.map((file) => ({ ...(rest.length > 1 && { name: file }), chunks: chunksOf(file) }))
    const record = await readRecord(files, mapsFor(readBooks(given.protocols ?? PROTOCOLS)), given.patient)
    if (record.kind === 'read') return print(record)
    for (const line of record.kind === 'bad' ? record.flaws.map(flawLine) : whoseLines(record.people)) console.error(line)
    return 1
  },
}

async function* chunksOf(file: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of createReadStream(file)) yield chunk as Uint8Array
  } catch (fault) {
    throw new NeedsHelp(`${file} cannot be read: ${(fault as Error).message}`)
  }
}

/** Piece by piece: the whole text of a large record would be as much again in memory. */
async function print({ patient, statements, unmapped, seen, problems }: Imported): Promise<number> {
  await write('{\n')
  if (patient) await write(`  "patient": ${JSON.stringify(patient)},\n`)
  for (const [name, list] of Object.entries({ statements, unmapped, problems })) {
    await write(`  "${name}": [`)
    for (const [i, one] of list.entries()) await write(`${i === 0 ? '' : ','}\n    ${JSON.stringify(one)}`)
    await write(list.length > 0 ? '\n  ],\n' : '],\n')
  }
  await write(`  "seen": ${JSON.stringify(seen)}\n}\n`)
  return 0
}

const write = (text: string): Promise<void> | void => {
  if (!process.stdout.write(text)) return new Promise((resume) => void process.stdout.once('drain', resume))
}

const flawLine = ({ where, what }: Flaw): string => `${where}: ${what}`
const whoseLines = (people: readonly PersonOfRecord[]): string[] => [
  'There is more than one person in this record. Choose one with --patient ID:',
  ...people.map(
    ({ id, givenName = '', familyName = '', birthDate }) => `  ${id}  ${`${givenName} ${familyName}`.trim()}${birthDate ? `, born ${birthDate}` : ''}`,
  ),
]
