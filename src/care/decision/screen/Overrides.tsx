import { Mark } from '../../../ui/Mark.tsx'
import type { KeptOverride } from '../decision.ts'
import { severityWords } from '../decision.words.ts'

/** What a decision went past, and why: named wherever the decision is shown; what excludes first. */
export function Overrides({ of }: { readonly of: readonly KeptOverride[] }) {
  if (of.length === 0) return null
  const order = [...of].sort((a, b) => Number(b.severity === 'exclude') - Number(a.severity === 'exclude'))
  return (
    <ul className="wm-overrides" aria-label="Gone past">
      {order.map(({ rule, severity, says, was, reason }) => (
        <li key={rule}>
          <Mark kind={severity === 'exclude' && was === 'raised' ? 'excludes' : 'overridden'} size="small">
            {severity === 'exclude' && was === 'raised'
              ? 'Past an exclusion'
              : was === 'raised'
                ? `Past: ${severityWords[severity].toLowerCase()}`
                : 'Not known'}
          </Mark>{' '}
          <strong>{says}</strong>: “{reason}”
        </li>
      ))}
    </ul>
  )
}
