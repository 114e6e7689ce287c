import type { Statement } from '../../../medicine/rules/types.ts'
import { useNow } from '../../../ui/clock.ts'
import { Mark } from '../../../ui/Mark.tsx'
import type { MarkKind } from '../../../ui/marks.ts'
import { inWords } from '../values.ts'
import { ageWords, dateWords, sourceWords } from './said.words.ts'

const MARK: Readonly<Record<Statement['source']['kind'], MarkKind>> = { patient: 'patient', clinician: 'signed', device: 'monitor', import: 'arrived' }

/** Who said what and when; where they disagree, each side. */
export function Said({
  statements,
  unit,
  conflict = false,
}: {
  readonly statements: readonly Statement[]
  readonly unit?: string | undefined
  readonly conflict?: boolean
}) {
  const now = useNow()
  return (
    <ul className="wm-sources" aria-label={conflict ? 'They disagree' : 'Who said so'}>
      {statements.map(({ id, value, at, source }) => (
        <li key={id}>
          <span className="wm-source-value">
            {inWords(value)}
            {unit && <span className="wm-soft"> {unit}</span>}
          </span>
          <Mark kind={MARK[source.kind]} bare size="small">
            {sourceWords(source)}
          </Mark>
          <span className="wm-soft wm-small">
            {dateWords(at)} · {ageWords(at, now)}
          </span>
        </li>
      ))}
    </ul>
  )
}
