import type { Filled } from './template.fill.ts'

/** The words of one part, line by line. */
export const FormWords = ({ words }: Pick<Filled, 'words'>) => (
  <div className="cn-words">
    {words.split('\n').map((line, i) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: lines of a fixed text, in their order
      <p key={i}>{line}</p>
    ))}
  </div>
)
