import { useGet } from '../../ui/ask.ts'
import { Card } from '../../ui/Card.tsx'
import { useNow } from '../../ui/clock.ts'
import { Empty } from '../../ui/Empty.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Mark } from '../../ui/Mark.tsx'
import type { MarkKind } from '../../ui/marks.ts'
import { useZone } from '../../ui/me.ts'
import { Page } from '../../ui/Page.tsx'
import { Row, Rows } from '../../ui/Rows.tsx'
import { Waiting as Loading } from '../../ui/Waiting.tsx'
import { age, ago, day, many } from '../../ui/words.ts'
import type { DecisionsPage, Waiting } from './answers.ts'
import { GROUPS, type Group, groupOf, groupWords, inOrder } from './inbox.ts'

const MARK: Readonly<Record<Group, MarkKind>> = {
  'needs-a-look': 'look',
  ready: 'ready',
  expired: 'overdue',
  undecided: 'unknown',
  deferred: 'paused',
  accepted: 'signed',
}

/** People who wait for a decision, and decisions that need somebody again. */
export function DecisionsScreen() {
  const { data, error, isPending, refetch } = useGet<DecisionsPage>('/api/decisions')
  const now = useNow()
  const groups = GROUPS.map((group) => ({ group, people: (data?.people ?? []).filter((one) => groupOf(one, now) === group).sort(inOrder) }))
  return (
    <Page title="Decisions" tab="Decisions">
      {isPending && <Loading rows={4} />}
      <ErrorNote error={error} again={() => void refetch()} />
      {data?.people.length === 0 && (
        <Card>
          <Empty title="Nobody is considered">Say on a patient’s decision page what they are considered for; then they stand here.</Empty>
        </Card>
      )}
      {groups.map(
        ({ group, people }) =>
          people.length > 0 && (
            <Card key={group} title={`${groupWords[group].title} (${people.length})`} says={groupWords[group].says} flush>
              <Rows label={groupWords[group].title}>
                {people.map((one) => (
                  <Person key={one.patient} of={one} group={group} />
                ))}
              </Rows>
            </Card>
          ),
      )}
      {data?.more && <p className="wm-soft">There are more than can be shown here.</p>}
    </Page>
  )
}

function Person({ of, group }: { readonly of: Waiting; readonly group: Group }) {
  const zone = useZone()
  const now = useNow()
  const years = age(of.birthDate, now, zone)
  const gaps = of.missing > 0 ? [`${many(of.missing, 'fact')} missing${of.asked > 0 ? `, ${of.asked} asked for` : ''}`] : []
  const end = of.until
    ? group === 'deferred'
      ? [`until ${day(of.until, zone)}`]
      : group === 'expired'
        ? [`ended ${day(of.until, zone)}`]
        : group === 'accepted'
          ? [`holds until ${day(of.until, zone)}`]
          : []
    : []
  return (
    <Row
      to={`/patients/${of.patient}/decision`}
      title={`${of.name}${years === null ? '' : `, ${years}`}`}
      says={[of.title, ...gaps, ...end, `considered since ${day(of.askedAt, zone)}, ${ago(of.askedAt, now)}`].join(' · ')}
      side={
        <Mark kind={MARK[group]} size="small">
          {of.verdict === 'excluded' && group === 'ready' ? 'Excluded' : groupWords[group].title}
        </Mark>
      }
    />
  )
}
