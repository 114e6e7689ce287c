import { dayWords } from '../../medicine/rules/words.ts'
import { many } from '../../ui/words.ts'
import type { CatalogueSeen, FactsSeen } from './answers.ts'
import { heaps } from './known.ts'
import { linesOf } from './said.words.ts'

/** What imports brought and nobody here understands, and what was withdrawn: out of the way, never gone. */
export function NotUnderstood({ facts: { unmapped, unmappedCount, withdrawn }, catalogue }: { readonly facts: FactsSeen; readonly catalogue: CatalogueSeen }) {
  return (
    <>
      {unmappedCount > 0 && (
        <details className="wm-known-more">
          <summary>{many(unmappedCount, 'entry', 'entries')} of records kept as they are: nobody here understands them, and nothing is decided by them</summary>
          <ul className="wm-known-heaps">
            {heaps(unmapped).map(({ what, why, count, newest, codes }) => (
              <li key={`${what} ${why}`}>
                <span>
                  {what}
                  {count > 1 && ` (${count} times)`}
                </span>
                <span className="wm-soft">
                  {[
                    why,
                    newest && dayWords(newest),
                    codes
                      .map(({ code }) => code)
                      .slice(0, 3)
                      .join(', '),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </li>
            ))}
          </ul>
          {unmappedCount > unmapped.length && <p className="wm-soft">The newest {unmapped.length} are shown.</p>}
        </details>
      )}
      {withdrawn.length > 0 && (
        <details className="wm-known-more">
          <summary>{many(withdrawn.length, 'withdrawn entry', 'withdrawn entries')}</summary>
          <ul className="wm-known-heaps">
            {withdrawn.map((one) => {
              const fact = catalogue.facts.find(({ id }) => id === one.fact)
              return (
                <li key={one.id}>
                  <span>
                    {fact?.name ?? one.fact}: <s>{fact ? linesOf(one, fact).join('; ') : ''}</s>
                  </span>
                  <span className="wm-soft">
                    {one.reason}, {one.withdrawnBy}
                  </span>
                </li>
              )
            })}
          </ul>
        </details>
      )}
    </>
  )
}
