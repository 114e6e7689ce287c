import { Anchor } from '@mantine/core'
import { useGet } from '../../ui/ask.ts'
import { Card } from '../../ui/Card.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { useMay, useZone } from '../../ui/me.ts'
import { Row, Rows } from '../../ui/Rows.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { dayAndClock } from '../../ui/words.ts'
import { howWords, KINDS, kindWords, type LettersAnswer } from './answers.ts'

/** What can be told of the signed decision and to whom, and what went out already. */
export function LettersCard({ id }: { readonly id: string }) {
  const may = useMay()
  const zone = useZone()
  const answer = useGet<LettersAnswer>(`/api/patients/${id}/letters`, { enabled: may('chart.read') })
  if (!may('chart.read')) return null
  const { decided, contacts, sent } = answer.data ?? { decided: null, contacts: [], sent: [] }
  return (
    <Card title="Letters" says={decided ? `About the decision of ${dayAndClock(decided.at, zone)}, signed by ${decided.by}` : undefined} flush>
      <ErrorNote error={answer.error} again={() => void answer.refetch()} />
      {answer.isPending && <Waiting rows={1} height={64} />}
      {answer.data && !decided && sent.length === 0 && <Empty title="No decision to tell of">Once a physician has signed one, the letters stand here.</Empty>}
      {(decided || sent.length > 0) && (
        <Rows label="Letters">
          {decided &&
            KINDS.map((kind) => {
              const [first] = contacts.filter(({ role }) => role === kind)
              const ready = kind === 'patient' || first !== undefined
              return (
                <Row
                  key={kind}
                  {...(ready ? { to: `/patients/${id}/letters/${kind}` } : {})}
                  title={kindWords[kind]}
                  says={ready ? (first?.name ?? 'What was decided, what happens next, whom to call') : 'Nobody of this role is noted on the chart'}
                />
              )
            })}
          {sent.toReversed().map((one) => (
            <Row
              key={one.letter}
              title={`${howWords[one.how]}: ${kindWords[one.kind].toLowerCase()}`}
              says={`${one.to.name}, ${dayAndClock(one.at, zone)}, by ${one.by.name}`}
              side={
                may('letter.write') && (
                  <Anchor href={`/api/patients/${id}/sent-letters/${one.letter}/letter.pdf`} target="_blank">
                    As it went out (PDF)
                  </Anchor>
                )
              }
            />
          ))}
        </Rows>
      )}
    </Card>
  )
}
