import { readBook } from './book.load.ts'
import { exampleWho, regimenOf } from './book.ts'
import type { Course, Lesson } from './teaching.ts'

/** The shipped document, and lessons made of it. */
export const book = readBook(new URL('../../../protocols/teaching/regimens.yaml', import.meta.url).pathname)

export function course(model: string, regimen: string, change: Partial<Course> = {}): Course {
  const published = book.regimens.find(({ id }) => id === regimen)
  if (!published) throw new Error(`there is no regimen ${regimen}`)
  return { model, regimen: regimenOf(published), who: exampleWho(book), effect: null, ...change }
}
export const lesson = (first: Course, second: Course | null = null, change: Partial<Lesson> = {}): Lesson => ({
  first,
  second,
  hours: null,
  spread: true,
  ...change,
})
