import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { addressOf, type Params } from './address.ts'
import { type Reading, readAddress } from './address.wire.ts'
import type { Book } from './book.ts'
import type { Lesson } from './teaching.ts'

/** The router reads a plain number of an address as a number; written as one it stays without quotation marks. */
const asSearch = (params: Params): Readonly<Record<string, string | number>> =>
  Object.fromEntries(Object.entries(params).map(([key, value]) => [key, /^\d+(\.\d+)?$/.test(value) ? Number(value) : value]))

/** What the address says, and a way to say something else: the page changes at once and the address follows. */
export function useLesson(book: Book): { readonly reading: Reading; readonly set: (lesson: Lesson) => void } {
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>
  const navigate = useNavigate()
  const [reading, read] = useState(() => readAddress(search, book))
  const key = JSON.stringify(search)
  const written = useRef<string[]>([])

  const write = (lesson: Lesson) => {
    const next = asSearch(addressOf(lesson))
    written.current.push(JSON.stringify(next))
    void navigate({ to: '/teaching', search: next as never, replace: true, resetScroll: false })
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is the whole of the search
  useEffect(() => {
    // What the page wrote itself comes back, one after the other, perhaps some of it left out; it is no news.
    const own = written.current.indexOf(key)
    if (own >= 0) {
      written.current.splice(0, own + 1)
      return
    }
    const found = readAddress(search, book)
    read(found)
    if (found.kind === 'lesson' && key !== JSON.stringify(asSearch(addressOf(found.lesson)))) write(found.lesson)
  }, [key])

  const set = (lesson: Lesson) => {
    read({ kind: 'lesson', lesson })
    write(lesson)
  }
  return { reading, set }
}
