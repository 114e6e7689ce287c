import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { problemsOfCondition } from '../../medicine/rules/check.fits.ts'
import type { Known } from '../../medicine/rules/problem.ts'
import type { Catalogue, CodeBook } from '../../medicine/rules/types.ts'
import { type Fault, faultWords, type Problem, readDocument } from '../../platform/document/document.ts'
import { type CodesDocument, catalogue as catalogueSchema, codes as codesSchema } from './catalogue.wire.ts'
import type { Ingredient, Rulebook } from './policy.ts'

/** The books that rules lean on: what may be known, and what the codes mean. */
export type Books = Pick<Rulebook, 'catalogue' | 'codes' | 'ingredients'>
export type Faulty = { readonly file: string; readonly faults: readonly Fault[] }

/** Documents that cannot be used; the message names file, line and column of every fault. */
export class UnusableRulebook extends Error {
  override readonly name = 'UnusableRulebook'
  readonly wrong: readonly Faulty[]
  constructor(wrong: readonly Faulty[]) {
    super(wrong.map(({ file, faults }) => faultWords(file, faults)).join('\n'))
    this.wrong = wrong
  }
}

const CATALOGUE = 'facts/catalogue.yaml'

/** Errors: throws UnusableRulebook. A folder without a catalogue has an empty one: no rule can lean on it. */
export function readBooks(folder: string, catalogueFile = join(folder, CATALOGUE)): Books {
  const files = codeFiles(folder)
  const codes = readCodes(files)
  if (!existsSync(catalogueFile)) return { ...codes, catalogue: { version: '0.0.0', facts: [], sources: {} } }
  const read = readDocument(readFileSync(catalogueFile, 'utf8'), catalogueSchema, (data) => catalogueProblems(data, codes.codes))
  if (read.kind === 'refused') throw new UnusableRulebook([{ file: catalogueFile.startsWith(folder) ? CATALOGUE : catalogueFile, faults: read.faults }])
  const wrong = sourceProblems(files, read.data)
  if (wrong.length > 0) throw new UnusableRulebook(wrong)
  return { ...codes, catalogue: read.data }
}

type CodeFile = { readonly file: string; readonly data: CodesDocument; readonly place: (problem: Problem) => Fault }

function codeFiles(folder: string): readonly CodeFile[] {
  const codes = join(folder, 'codes')
  const names = existsSync(codes) ? readdirSync(codes).filter((name) => name.endsWith('.yaml')) : []
  const read = names.sort().map((name) => ({ file: `codes/${name}`, reading: readDocument(readFileSync(join(codes, name), 'utf8'), codesSchema) }))
  const wrong = read.flatMap(({ file, reading }) => (reading.kind === 'refused' ? [{ file, faults: reading.faults }] : []))
  if (wrong.length > 0) throw new UnusableRulebook(wrong)
  return read.flatMap(({ file, reading }) => (reading.kind === 'read' ? [{ file, data: reading.data, place: reading.place }] : []))
}

/** The files laid together. A set holds its own codes and every ingredient that names it. */
function readCodes(files: readonly CodeFile[]): Omit<Books, 'catalogue'> {
  const sets = files.flatMap(({ data }) => Object.entries(data.sets ?? {}))
  const listed = files.flatMap(({ file, data, place }) => (data.ingredients ?? []).map((one, i) => ({ file, place, i, one })))
  const named = new Set(sets.map(([id]) => id))
  const wrong = [
    ...files.flatMap((one) => bookProblems(one, files)),
    ...listed.flatMap(({ file, place, i, one }, at) => {
      const again = listed.findIndex((other) => other.one.rxnorm === one.rxnorm) < at
      const problems: Problem[] = (one.sets ?? []).flatMap((set, j) =>
        named.has(set) ? [] : [{ path: ['ingredients', i, 'sets', j], message: `there is no set "${set}"` }],
      )
      if (again) problems.push({ path: ['ingredients', i, 'rxnorm'], message: `the ingredient ${one.rxnorm} is listed already` })
      return problems.length > 0 ? [{ file, faults: problems.map(place) }] : []
    }),
  ]
  if (wrong.length > 0) throw new UnusableRulebook(wrong)
  const ingredients = listed.map(({ one }): Ingredient => ({ also: [], sets: [], ...one }))
  const members = (id: string): readonly string[] => ingredients.filter((one) => one.sets.includes(id)).map(({ rxnorm }) => rxnorm)
  const codes: CodeBook = {
    sets: Object.fromEntries(sets.map(([id, { codes = [], ...set }]) => [id, { ...set, codes: [...new Set([...codes, ...members(id)])] }])),
    tables: Object.fromEntries(files.flatMap(({ data }) => Object.entries(data.tables ?? {}))),
  }
  return { codes, ingredients }
}

/** A name that another file has given already, and numbers of a table in another unit. */
function bookProblems({ file, data, place }: CodeFile, files: readonly CodeFile[]): readonly Faulty[] {
  const before = files.slice(
    0,
    files.findIndex((one) => one.file === file),
  )
  const again = (kind: 'sets' | 'tables'): Problem[] =>
    Object.keys(data[kind] ?? {}).flatMap((id) =>
      before.some((one) => Object.hasOwn(one.data[kind] ?? {}, id)) ? [{ path: [kind, id], message: `"${id}" stands in another file already` }] : [],
    )
  const units = Object.entries(data.tables ?? {}).flatMap(([id, { unit, values }]) =>
    Object.entries(values).flatMap(([code, value]): Problem[] =>
      value.unit === unit ? [] : [{ path: ['tables', id, 'values', code, 'unit'], message: `the unit here is ${unit}, not ${value.unit}` }],
    ),
  )
  const problems = [...again('sets'), ...again('tables'), ...units]
  return problems.length > 0 ? [{ file, faults: problems.map(place) }] : []
}

/** Every tag of the code books is listed in one of them or in the catalogue. */
function sourceProblems(files: readonly CodeFile[], { sources }: Catalogue): readonly Faulty[] {
  const listed = new Set([...Object.keys(sources), ...files.flatMap(({ data }) => Object.keys(data.sources ?? {}))])
  return files.flatMap(({ file, data, place }) => {
    const tags = [
      ...Object.entries(data.sets ?? {}).map(([id, { source }]) => ({ path: ['sets', id, 'source'], source })),
      ...Object.entries(data.tables ?? {}).flatMap(([id, { values }]) =>
        Object.entries(values).map(([code, { source }]) => ({ path: ['tables', id, 'values', code, 'source'], source })),
      ),
    ]
    const faults = tags
      .filter(({ source }) => !listed.has(source))
      .map(({ path, source }) => place({ path, message: `the source ${source} is not listed under \`sources\`` }))
    return faults.length > 0 ? [{ file, faults }] : []
  })
}

function catalogueProblems(catalogue: Catalogue, codes: CodeBook): readonly Problem[] {
  const known: Known = { catalogue, codes, sources: new Set(Object.keys(catalogue.sources)) }
  return catalogue.facts.flatMap((fact, i): Problem[] => {
    const path = ['facts', i]
    const again = catalogue.facts.findIndex((other) => other.id === fact.id) < i
    const { freshFor, ask, askedOf, type } = fact
    return [
      ...(again ? [{ path: [...path, 'id'], message: `there is a fact ${fact.id} already` }] : []),
      ...(freshFor !== 'always' && !known.sources.has(freshFor.source)
        ? [{ path: [...path, 'freshFor', 'source'], message: `the source ${freshFor.source} is not listed under \`sources\`` }]
        : []),
      ...(ask.patient !== undefined && !fact.from.includes('patient')
        ? [{ path: [...path, 'ask'], message: 'patients are asked this but may not supply it: name them under `from`' }]
        : []),
      ...(type.kind === 'choice'
        ? Object.keys(ask.answers ?? {}).flatMap((answer) =>
            type.of.includes(answer) ? [] : [{ path: [...path, 'ask', 'answers', answer], message: `"${answer}" is none of the answers` }],
          )
        : []),
      ...(askedOf ? problemsOfCondition(askedOf, [...path, 'askedOf'], known) : []),
    ]
  })
}
