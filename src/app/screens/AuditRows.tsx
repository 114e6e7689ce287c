import { useZone } from '../../ui/me.ts'
import { clock, longDay } from '../../ui/words.ts'
import { type AuditLine, reasonWords, sentence } from './audit.ts'

type Props = { readonly lines: readonly AuditLine[]; readonly onPatient: (patient: string) => void }

/** The trail, a heading for each day. */
export function AuditRows({ lines, onPatient }: Props) {
  const zone = useZone()
  const days = Map.groupBy(lines, ({ at }) => longDay(at, zone))
  return [...days].map(([day, ofDay]) => (
    <section key={day} aria-label={day}>
      <h2 className="wm-trail-day">{day}</h2>
      <ul className="wm-trail">
        {ofDay.map((line) => (
          <li key={line.id} data-refused={line.act === 'refused' || line.act === 'sign-in-failed' || undefined}>
            <time dateTime={line.at}>{clock(line.at, zone)}</time>
            <Said line={line} onPatient={onPatient} />
          </li>
        ))}
      </ul>
    </section>
  ))
}

const Said = ({ line, onPatient }: { readonly line: AuditLine; readonly onPatient: Props['onPatient'] }) => (
  <span>
    {sentence(line)}
    {line.patient && (
      <>
        {', '}
        <button type="button" className="wm-link" onClick={() => onPatient(line.patient ?? '')}>
          {line.patientName ?? 'one patient'}
        </button>
      </>
    )}
    {line.reason && <span className="wm-soft"> ({reasonWords(line.reason)})</span>}
  </span>
)
