import { readFileSync } from 'node:fs'
import { type Curve, concentrations, type Fault, type Request } from '../../medicine/pk/pk.ts'
import { NeedsHelp } from '../../platform/db/needs-help.ts'
import { type Command, readWords } from './command.ts'

const usage = `pk FILE.jsonl

  Reads scenarios, one JSON object a line, and prints the expected concentrations as CSV.
  A line has scenario, model, times_min, ke0_per_min (or null) and subjects, each with covariates, eta and events;
  src/medicine/pk/README.md describes them. Bad input is named by line and field, nothing is printed, and it ends with 1.
  Cautions go to standard error. For display and teaching, not for dosing.`

const HEADING = 'scenario,model,subject,time_min,parent_ng_per_mL,metabolite_ng_per_mL,effect_site_ng_per_mL'

export const pk: Command = {
  usage,
  async run(words) {
    const { rest } = readWords(words, usage, {})
    const [file] = rest
    if (file === undefined || rest.length > 1) throw new NeedsHelp(`Name one file.\nUsage: npx waymark ${usage}`)
    const { rows, cautions, faults } = answerAll(read(file))
    for (const line of [...faults, ...(faults.length > 0 ? [] : cautions)]) console.error(line)
    if (faults.length > 0) return 1
    console.log([HEADING, ...rows].join('\n'))
    return 0
  },
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (fault) {
    throw new NeedsHelp(`${file} cannot be read: ${(fault as Error).message}`)
  }
}

type Told = { readonly rows: string[]; readonly cautions: string[]; readonly faults: string[] }

/** The whole file; one bad line and no row is printed, so that half a table is never taken for a whole one. */
export function answerAll(text: string): Told {
  const told: Told = { rows: [], cautions: [], faults: [] }
  for (const [i, line] of text.split(/\r?\n/).entries()) if (line.trim() !== '') answerLine(line, i + 1, told)
  if (told.rows.length + told.faults.length === 0) told.faults.push('There is no scenario in the file.')
  return told
}

function answerLine(line: string, number: number, told: Told): void {
  const wrong = (field: string, message: string) => void told.faults.push(`line ${number}${field && `, ${field}`}: ${message}`)
  const scenario = parse(line)
  if (scenario === null) {
    wrong('', 'This is no JSON object.')
    return
  }
  const { scenario: name, subjects } = scenario
  if (typeof name !== 'string' && typeof name !== 'number') wrong('scenario', 'A scenario has a name.')
  else if (!Array.isArray(subjects) || subjects.length === 0) wrong('subjects', 'subjects is a list of at least one person.')
  else answerSubjects(subjects, scenario, number, told, wrong)
}

type Scenario = Readonly<Record<string, unknown>>

function answerSubjects(subjects: readonly unknown[], scenario: Scenario, number: number, told: Told, wrong: (field: string, message: string) => void): void {
  const { scenario: name, model, ke0_per_min, times_min } = scenario
  const named = new Set<string>()
  for (const [k, subject] of subjects.entries()) {
    const answer = concentrations({ ...(subject as object), model, ke0_per_min, times_min } as Request)
    if (answer.kind === 'curve') {
      for (const { message } of answer.cautions) told.cautions.push(`line ${number}, subjects[${k}]: ${message}`)
      told.rows.push(...rowsOf(answer, String(name), k + 1))
      continue
    }
    for (const fault of answer.because) {
      const field = placeOf(fault, k)
      if (!named.has(field)) wrong(field, fault.message)
      named.add(field)
    }
  }
}

const rowsOf = ({ model, times_min, parent_ng_per_mL, metabolite_ng_per_mL, effect_site_ng_per_mL }: Curve, name: string, subject: number): string[] =>
  times_min.map((t, i) => [cell(name), model.id, subject, t, parent_ng_per_mL[i], metabolite_ng_per_mL?.[i] ?? '', effect_site_ng_per_mL?.[i] ?? ''].join(','))

/** What stands beside the subjects is named once, what stands in one of them with its place. */
const placeOf = ({ field }: Fault, k: number): string => (/^(model|ke0_per_min|times_min)/.test(field) ? field : `subjects[${k}]${field && `.${field}`}`)

const cell = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

function parse(line: string): Scenario | null {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Scenario) : null
  } catch {
    return null
  }
}
