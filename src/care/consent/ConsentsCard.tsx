import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useGet } from '../../ui/ask.ts'
import { Card } from '../../ui/Card.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Mark } from '../../ui/Mark.tsx'
import { useMay, useZone } from '../../ui/me.ts'
import { Note } from '../../ui/Note.tsx'
import { Row, Rows } from '../../ui/Rows.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { dayAndClock } from '../../ui/words.ts'
import type { Consents } from './answers.ts'
import { standingWords, stateOf, treatmentWords } from './state.view.ts'

/** What this patient agreed to, and whether it still holds. */
export function ConsentsCard({ id }: { readonly id: string }) {
  const may = useMay()
  const zone = useZone()
  const answer = useGet<Consents>(`/api/patients/${id}/consents`, { enabled: may('chart.read') })
  if (!may('chart.read')) return null
  const acts = (
    <>
      <Link to="/consent-forms" className="wm-link">
        The forms
      </Link>
      {may('consent.prepare') && (
        <Button component={Link} to={`/patients/${id}/consents/new`} variant="light">
          Prepare a consent
        </Button>
      )}
    </>
  )
  return (
    <Card title="Consent" acts={acts} flush>
      <ErrorNote error={answer.error} again={() => void answer.refetch()} />
      {answer.isPending && <Waiting rows={1} height={64} />}
      {answer.data?.consents.length === 0 && <Empty title="No consent yet">Before the first treatment the patient reads a form and signs it.</Empty>}
      {answer.data && answer.data.stands.length > 0 && (
        <div className="wm-inset wm-stack">
          {answer.data.stands.map((one) => {
            const { tone, title, says } = standingWords(one)
            return (
              <Note key={one.drug + one.route} tone={tone} title={title}>
                {says || null}
              </Note>
            )
          })}
        </div>
      )}
      {answer.data && answer.data.consents.length > 0 && (
        <Rows label="Consents">
          {answer.data.consents.map((one) => {
            const { mark, words } = stateOf(one)
            return (
              <Row
                key={one.id}
                to={`/patients/${id}/consents/${one.id}`}
                title={treatmentWords(one.consent)}
                says={`${one.consent.template.title}, version ${one.consent.form.version} · prepared ${dayAndClock(one.consent.prepared.at, zone)} by ${one.consent.prepared.by.name}`}
                side={
                  <Mark kind={mark} size="small">
                    {words}
                  </Mark>
                }
              />
            )
          })}
        </Rows>
      )}
    </Card>
  )
}
