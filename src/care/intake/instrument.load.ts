import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Questionnaire } from '../../medicine/scales/questionnaire.ts'
import { questionnaire } from './instrument.wire.ts'

/** The scales that come with Waymark, in the order they are asked. One that does not read stops the start, with its name. */
export const readInstruments = (folder: string): readonly Questionnaire[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => {
      const read = questionnaire.safeParse(JSON.parse(readFileSync(join(folder, name), 'utf8')))
      if (!read.success) throw new Error(`${name}: ${read.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ')}`)
      return read.data
    })
    .sort((a, b) => orderOf(a.id) - orderOf(b.id) || (a.id < b.id ? -1 : 1))

const ORDER = ['phq-9', 'c-ssrs', 'gad-7', 'audit-c', 'pcl-5']
const orderOf = (id: string): number => (ORDER.indexOf(id) + ORDER.length + 1) % (ORDER.length + 1)
