import { syllable } from 'syllable'

export type Grade = { readonly grade: number; readonly sentences: number; readonly words: number; readonly syllables: number }

/**
 * How many years of school in the United States a text asks for.
 *
 * Units:  school grade; below 0 counts as 0. The longer the text, the surer: three sentences and more.
 * Errors: none; a text without words has grade 0.
 * Source: Kincaid et al. 1975, Research Branch Report 8-75: 0.39 × words/sentence + 11.8 × syllables/word − 15.59.
 *         Syllables are counted by the `syllable` package; a figure counts as one.
 */
export function readingGrade(text: string): Grade {
  const found = sentencesOf(text).map(wordsOf)
  const sentences = found.filter((words) => words.length > 0)
  const words = sentences.flat()
  if (words.length === 0) return { grade: 0, sentences: 0, words: 0, syllables: 0 }
  const syllables = words.reduce((sum, word) => sum + Math.max(1, syllable(word)), 0)
  const grade = Math.max(0, 0.39 * (words.length / sentences.length) + 11.8 * (syllables / words.length) - 15.59)
  return { grade, sentences: sentences.length, words: words.length, syllables }
}

/** The grade of several texts read one after the other: a section, a page. Each begins a new sentence. */
export const gradeOfAll = (texts: readonly string[]): Grade => readingGrade(texts.map((text) => text.trim()).join('\n'))

/** The sentences that are hardest to read, hardest first: what to rewrite. */
export const hardest = (text: string, most = 3): readonly (Grade & { readonly sentence: string })[] =>
  sentencesOf(text)
    .map((sentence) => ({ sentence: sentence.trim(), ...readingGrade(sentence) }))
    .filter(({ words }) => words > 0)
    .sort((a, b) => b.grade - a.grade)
    .slice(0, most)

/** A line end ends a sentence too: a heading, a list item and a button have no full stop. "U.S." and "0.5" do not end one. */
const sentencesOf = (text: string): readonly string[] => text.split(/\n+|(?<=[.!?…][”"')]*)\s+(?=[^a-z])/u)

const wordsOf = (sentence: string): readonly string[] => sentence.match(/[\p{L}\p{N}](?:[\p{L}\p{N}’'.-]*[\p{L}\p{N}])?/gu) ?? []
