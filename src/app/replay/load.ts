import { readFileSync } from 'node:fs'
import { parse as parseYaml } from 'yaml'
import { z } from 'zod'
import { mnemonic } from '../../exchange/hl7v2/codes.ts'
import { decode } from '../../exchange/hl7v2/text.ts'
import { NeedsHelp } from '../../platform/db/needs-help.ts'
import { type ColumnMap, columnMap, inlineMap, PRESETS, presetFor, TARGETS } from './columns.ts'
import { hl7Recording, isHl7 } from './hl7-file.ts'
import type { Recording } from './recording.ts'
import { linesOf, tableRecording } from './table.ts'

export type Loading = {
  readonly columns: string | undefined
  readonly only: string | undefined
  readonly bed: string
  readonly zone: string
  readonly asIs: boolean
  readonly everySeconds: number
}

/** Reads a recording, whatever of the two kinds it is. */
export function loadRecording(file: string, loading: Loading): Recording {
  const bytes = Uint8Array.from(readOrExplain(file))
  if (isHl7(bytes)) return hl7Recording(bytes, loading)
  const { header, lines } = linesOf(decode(bytes).text)
  const { map, from } = mapOf(header, loading.columns)
  const recording = tableRecording(header, lines, map, { sender: 'REPLAY', bed: loading.bed, only: loading.only })
  return { ...recording, says: `${recording.says}; columns ${from}` }
}

function readOrExplain(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (fault) {
    throw new NeedsHelp(`${file} cannot be read: ${(fault as Error).message}`)
  }
}

/** The map that was given, or the preset of the header, or one guessed from names that everybody uses. */
function mapOf(header: readonly string[], given: string | undefined): { readonly map: ColumnMap; readonly from: string } {
  if (given !== undefined) return { map: checked(given.includes('=') ? inlineMap(given) : mapFile(given)), from: 'as given' }
  const preset = presetFor(header)
  if (preset) return { map: preset.map, from: `as in "${preset.name}"` }
  const guess = guessed(header)
  if (guess)
    return {
      map: guess,
      from: `guessed: ${Object.entries(guess.values)
        .map(([name, what]) => `${name} = ${what}`)
        .join(', ')}; time = ${guess.time.column} in ${guess.time.unit}`,
    }
  throw new NeedsHelp(
    `The columns ${header.slice(0, 12).join(', ')} are not known. Say what they are: --columns 'time=COLUMN:s,COLUMN=heart-rate' or --columns FILE.\n` +
      `Quantities: ${TARGETS.join(', ')}. Times: ms, s, min, h or moment. Known layouts: ${PRESETS.map(({ name }) => name).join('; ')}.`,
  )
}

function mapFile(file: string): unknown {
  const text = readOrExplain(file).toString('utf8')
  try {
    return parseYaml(text)
  } catch (fault) {
    throw new NeedsHelp(`${file} is neither YAML nor JSON: ${(fault as Error).message}`)
  }
}

function checked(map: unknown): ColumnMap {
  const read = columnMap.safeParse(map)
  if (!read.success) throw new NeedsHelp(`The column map does not read:\n${z.prettifyError(read.error)}\nQuantities: ${TARGETS.join(', ')}`)
  return read.data
}

const TIMES: readonly (readonly [form: RegExp, unit: ColumnMap['time']['unit']])[] = [
  [/^(time|timestamp|datetime|date_time|charttime|observed_?at)$/i, 'moment'],
  [/^(minutes?|time_?min(utes)?|t_?min|offset_?min(utes)?)$/i, 'min'],
  [/^(seconds?|secs?|time_?s(ec(onds)?)?|t(_?s)?|elapsed(_s)?)$/i, 's'],
  [/^(ms|time_?ms|t_?ms)$/i, 'ms'],
]

function guessed(header: readonly string[]): ColumnMap | null {
  const time = header.flatMap((column) => TIMES.filter(([form]) => form.test(column)).map(([, unit]) => ({ column, unit })))[0]
  const values = header.flatMap((column) => {
    const meaning = mnemonic(column) ?? mnemonic(column.replace(/[_ ([]*(bpm|rpm|mmhg|mm\[hg\]|%|pct|percent|per_?min|\/min|celsius|degc|c|cel)[)\]]*$/i, ''))
    return meaning ? [[column, meaning.quantity === 'heart-rate' && meaning.method !== 'ecg' ? 'pulse' : meaning.quantity] as const] : []
  })
  return time && values.length > 0 ? columnMap.parse({ time, values: Object.fromEntries(values) }) : null
}
