import { inflateSync } from 'node:zlib'

/** The text of each page of a PDF as pdfkit writes it, without any spaces: where a line breaks is not what is said. */
export function pdfText(pdf: Buffer): string[] {
  const objects = objectsOf(pdf)
  const fonts = new Map([...objects].flatMap(([id, body]) => (body.text.includes('/ToUnicode') ? [[id, mapOf(objects, body.text)] as const] : [])))
  return [...objects.values()].filter(({ text }) => /\/Type \/Page\b(?!s)/.test(text)).map(({ text }) => pageText(objects, fonts, text))
}

type Body = { readonly text: string; readonly stream: string }
type Glyphs = ReadonlyMap<string, string>

function objectsOf(pdf: Buffer): Map<string, Body> {
  const raw = pdf.toString('latin1')
  return new Map(
    [...raw.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, id = '', body = '']) => {
      const at = body.indexOf('\nstream\n')
      const bytes = at < 0 ? null : Buffer.from(body.slice(at + 8, body.lastIndexOf('\nendstream')), 'latin1')
      const stream = bytes ? (body.includes('/FlateDecode') ? inflateSync(bytes) : bytes).toString('latin1') : ''
      return [id, { text: at < 0 ? body : body.slice(0, at), stream }]
    }),
  )
}

const reference = (text: string, key: string): string => new RegExp(`/${key} (\\d+) 0 R`).exec(text)?.[1] ?? ''

function mapOf(objects: Map<string, Body>, font: string): Glyphs {
  const cmap = objects.get(reference(font, 'ToUnicode'))?.stream ?? ''
  const glyphs = new Map<string, string>()
  for (const [, first = '', list = ''] of cmap.matchAll(/<(\w{4})> <\w{4}> \[(.*?)\]/g))
    [...list.matchAll(/<([\w ]*)>/g)].forEach(([, code = ''], i) => {
      glyphs.set((Number.parseInt(first, 16) + i).toString(16).padStart(4, '0'), Buffer.from(code.replaceAll(' ', ''), 'hex').swap16().toString('utf16le'))
    })
  return glyphs
}

function pageText(objects: Map<string, Body>, fonts: ReadonlyMap<string, Glyphs>, page: string): string {
  const resources = objects.get(reference(page, 'Resources'))?.text ?? page
  const named = new Map([...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', id = '']) => [name, fonts.get(id)]))
  const content = objects.get(reference(page, 'Contents'))?.stream ?? ''
  let font: Glyphs | undefined
  const words: string[] = []
  for (const [all, name, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ|<\w+> Tj/g)) {
    if (name) font = named.get(name)
    else
      words.push(
        [...(shown ?? all).matchAll(/<(\w+)>/g)].map(([, hex = '']) => (hex.match(/.{4}/g) ?? []).map((glyph) => font?.get(glyph) ?? '').join('')).join(''),
      )
  }
  return words.join('').replace(/\s+/g, '')
}

export const says = (pages: readonly string[], sentence: string): boolean => pages.join('').includes(sentence.replace(/\s+/g, ''))
