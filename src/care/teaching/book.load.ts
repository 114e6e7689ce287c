import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { Book } from './book.ts'
import { book as schema } from './book.wire.ts'

/** A document that cannot be used; the message names the file and the place of every fault. */
export class UnusableBook extends Error {
  override readonly name = 'UnusableBook'
}

/** The published regimens. Nothing half-read comes out: either the whole document, or every fault with its place. */
export function loadBook(text: string, file = 'regimens.yaml'): Book {
  const read = schema.safeParse(parsed(text, file))
  if (read.success) return read.data
  throw new UnusableBook(read.error.issues.map(({ path, message }) => `${file} ${path.join('.') || 'document'}: ${message}`).join('\n'))
}

function parsed(text: string, file: string): unknown {
  try {
    return parse(text, { version: '1.2', uniqueKeys: true })
  } catch (fault) {
    throw new UnusableBook(`${file} ${fault instanceof Error ? fault.message : String(fault)}`)
  }
}

export const readBook = (file: string): Book => loadBook(readFileSync(file, 'utf8'), file.split('/').at(-1))
