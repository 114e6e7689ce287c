import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import canonicalize from 'canonicalize'
import { isNode, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { templateObjections } from './template.check.ts'
import type { Elements, LoadedTemplate, Template } from './template.types.ts'
import { elements as elementsSchema, template as templateSchema } from './template.wire.ts'

/** The forms in force, and what each has to tell. */
export type ConsentBook = { readonly elements: Elements; readonly templates: readonly LoadedTemplate[] }

/** A document that cannot be used; the message names file, line and column of every fault. */
export class UnusableConsent extends Error {
  override readonly name = 'UnusableConsent'
}

/** A form leaves out what it must tell, is too hard to read or mixes labels: nobody can be asked to sign it. */
export function loadTemplate(text: string, elements: Elements, file = 'form.yaml'): LoadedTemplate {
  const { value, at } = parsed(text, templateSchema, file)
  const because = templateObjections(value, elements)
  if (because.length > 0) throw new UnusableConsent(because.map(({ field = '', message }) => `${file}:${at(pathOf(value, field))} ${message}`).join('\n'))
  return { ref: { id: value.id, version: value.version, hash: hashOf(value) }, template: value }
}

export const loadElements = (text: string, file = 'elements.yaml'): Elements => parsed(text, elementsSchema, file).value

/** SHA-256 of the canonical JSON (RFC 8785): spacing, remarks and key order do not change a version. */
const hashOf = (value: Template): string =>
  createHash('sha256')
    .update(canonicalize(value) as string)
    .digest('hex')

/** `elements.yaml` and beside it one form a file. Throws at the first that cannot be used. */
export function readConsents(folder: string): ConsentBook {
  const read = (file: string) => readFileSync(join(folder, file), 'utf8')
  const elements = loadElements(read('elements.yaml'))
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml') && file !== 'elements.yaml')
  return { elements, templates: files.sort().map((file) => loadTemplate(read(file), elements, file)) }
}

type Place = readonly PropertyKey[]
/** Where in the document a reason is about: the section, slot or key it names; else its beginning. */
function pathOf({ sections, slots }: Template, field: string): Place {
  const [section, slot] = [sections.findIndex(({ id }) => id === field), slots.findIndex(({ id }) => id === field)]
  return section >= 0 ? ['sections', section] : slot >= 0 ? ['slots', slot] : [field]
}

const LONGEST = 200_000
function parsed<T>(text: string, schema: z.ZodType<T>, file: string): { readonly value: T; readonly at: (path: Place) => string } {
  if (text.length > LONGEST) throw new UnusableConsent(`${file}:1:1 a form has at most ${LONGEST} characters`)
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, version: '1.2' })
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return `${Math.max(line, 1)}:${Math.max(col, 1)}`
  }
  const broken = [...document.errors, ...document.warnings]
  if (broken.length > 0) throw new UnusableConsent(broken.map(({ pos, message }) => `${file}:${place(pos[0])} ${message.split('\n')[0]}`).join('\n'))
  const at = (path: Place): string => {
    for (let length = path.length; length > 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true)
      if (isNode(node) && node.range) return place(node.range[0])
    }
    return '1:1'
  }
  const read = schema.safeParse(document.toJS({ maxAliasCount: 0 }))
  if (read.success) return { value: read.data, at }
  throw new UnusableConsent(read.error.issues.map(({ path, message }) => `${file}:${at(path)} ${path.join('.') || 'document'}: ${message}`).join('\n'))
}
