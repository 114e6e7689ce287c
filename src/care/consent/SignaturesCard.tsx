import { Card } from '../../ui/Card.tsx'
import { Mark } from '../../ui/Mark.tsx'
import { useZone } from '../../ui/me.ts'
import { dayAndClock } from '../../ui/words.ts'
import type { Shown } from './answers.ts'
import type { Act, Signature } from './consent.ts'

/** Who has signed, how and when; who has not. */
export function SignaturesCard({ consent }: { readonly consent: Shown }) {
  const { patientSigned, helpersSigned, clinicianSigned, interpreter, witness } = consent
  return (
    <Card title="Signatures">
      <div className="cn-sign-lines">
        <Signed as="Patient" act={patientSigned} />
        {interpreter && <Signed as="Interpreter" act={helpersSigned.interpreter} />}
        {witness !== undefined && <Signed as="Witness" act={helpersSigned.witness} />}
        <Signed as="Clinician" act={clinicianSigned} />
      </div>
    </Card>
  )
}

function Signed({ as, act }: { readonly as: string; readonly act: (Act & { readonly signature?: Signature }) | undefined }) {
  const zone = useZone()
  return (
    <div>
      <span className="wm-soft">{as}</span>
      <div className="wm-row">
        {act ? (
          <Mark kind="signed">{`${act.signature?.name ?? act.by.name}, ${dayAndClock(act.at, zone)}`}</Mark>
        ) : (
          <span className="wm-faint">not signed</span>
        )}
        {act?.signature && (
          <span className="wm-soft">
            {act.signature.strokes ? 'by hand' : 'typed'}, on the screen of {act.by.name}
          </span>
        )}
      </div>
      {act?.signature?.strokes && (
        <svg className="cn-drawing" viewBox="0 0 300 100" role="img" aria-label={`Signature of ${act.signature.name}`}>
          <path d={act.signature.strokes} />
        </svg>
      )}
    </div>
  )
}
