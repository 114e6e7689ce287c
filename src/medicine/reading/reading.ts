import { syllables } from './syllables.ts'

export type Reading = {
  /** US school grade, one decimal; may be below 0 for very plain words. */
  readonly grade: number
  readonly words: number
  readonly sentences: number
  readonly syllables: number
}

/**
 * How hard a text is to read: the Flesch-Kincaid grade,
 * 0.39 × words / sentences + 11.8 × syllables / words − 15.59.
 *
 * Units:  US school grade, rounded to 0.1. A line of its own (a heading, an item of a list) ends a sentence.
 * Errors: null when there is no word; the grade of nothing is not 0.
 * Source: Kincaid, Fishburne, Rogers, Chissom 1975, Derivation of new readability formulas, Research Branch Report 8-75.
 */
export function reading(text: string): Reading | null {
  const sentences = sentencesOf(text)
  const words = sentences.flatMap(wordsOf)
  if (words.length === 0) return null
  const beats = words.reduce((sum, word) => sum + spoken(word), 0)
  const grade = 0.39 * (words.length / sentences.length) + 11.8 * (beats / words.length) - 15.59
  return { grade: Math.round(grade * 10) / 10, words: words.length, sentences: sentences.length, syllables: beats }
}

/** The sentences that are hardest to read, hardest first: what to rewrite. */
export const hardest = (text: string, most = 3): readonly { readonly sentence: string; readonly grade: number }[] =>
  sentencesOf(text)
    .map((sentence) => ({ sentence, grade: reading(sentence)?.grade ?? 0 }))
    .sort((a, b) => b.grade - a.grade)
    .slice(0, most)

function sentencesOf(text: string): string[] {
  return text
    .split(/\n+|(?<=[.!?:;])["”’)]*\s+/)
    .map((part) => part.trim())
    .filter((part) => wordsOf(part).length > 0)
}

/** Words, and numbers as they stand: "0.5", "988". A hyphen joins two words that are read one after the other. */
const wordsOf = (text: string): string[] => text.match(/[A-Za-zÀ-ɏ]+(?:['’][A-Za-z]+)*|\d+(?:[.,:]\d+)*/g) ?? []
/** A number counts as one syllable a digit at most three: nobody is to write out telephone numbers to please a formula. */
const spoken = (word: string): number =>
  /^\d/.test(word) ? Math.min(3, word.replace(/\D/g, '').length) : syllables(word.normalize('NFD').replace(/\p{M}/gu, ''))
