import { Button, Radio } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Card } from '../../../ui/Card.tsx'
import { Empty } from '../../../ui/Empty.tsx'
import { ErrorNote } from '../../../ui/ErrorNote.tsx'
import { Mark } from '../../../ui/Mark.tsx'
import { useMay, useZone } from '../../../ui/me.ts'
import { Note } from '../../../ui/Note.tsx'
import { day } from '../../../ui/words.ts'
import type { DecisionPage, ShownPolicy } from '../answers.ts'
import { useDecisionCommand } from '../useDecisionCommand.tsx'

type Props = { readonly id: string; readonly page: DecisionPage }

/** What the patient is considered for, and under which protocol; chosen here, and changed. */
export function AskedFor({ id, page: { asked, policies } }: Props) {
  const [choosing, setChoosing] = useState(false)
  const may = useMay()('decision.prepare')
  const zone = useZone()
  const policy = policies.find((one) => one.id === asked?.policy)
  if (!asked || choosing)
    return (
      <Card title="What is the patient considered for?" says="The rules of the protocol you choose are asked of everything that is known.">
        {may ? (
          <Choose id={id} policies={policies} chosen={asked?.policy ?? null} {...(asked ? { done: () => setChoosing(false) } : {})} />
        ) : (
          <Empty title="Nobody has said yet">A physician or a nurse chooses it.</Empty>
        )}
      </Card>
    )
  return (
    <div className="wm-asked">
      <p>
        Asked for <strong>{asked.title}</strong>
        {policy && (
          <>
            {' · '}
            <Link to="/protocols/$id" params={{ id: policy.id }}>
              version {policy.version}
            </Link>
            {policy.offLabel && ' · off-label'}
          </>
        )}
        <span className="wm-soft">
          {' '}
          · chosen by {asked.by}, {day(asked.at, zone)}
        </span>
      </p>
      {policy && !policy.active && <Mark kind="warning">Not in force in this clinic: nobody can be accepted under it</Mark>}
      {!policy && <Note tone="due" title="This protocol is no longer here. Choose another." />}
      {may && (
        <Button variant="subtle" size="compact-sm" className="wm-screen-only" onClick={() => setChoosing(true)}>
          Change…
        </Button>
      )}
    </div>
  )
}

type ChooseProps = { readonly id: string; readonly policies: readonly ShownPolicy[]; readonly chosen: string | null; readonly done?: () => void }

function Choose({ id, policies, chosen, done }: ChooseProps) {
  const [policy, setPolicy] = useState(chosen)
  const { busy, error, clear, send } = useDecisionCommand(id)
  const title = policies.find((one) => one.id === policy)?.title ?? ''
  const go = async () => {
    if (policy && (await send({ type: 'ask-for', data: { policy } }, `Considered for: ${title}`))) done?.()
  }
  if (policies.length === 0) return <Empty title="No protocol has rules for this">They stand in the protocol documents, as “eligibility”.</Empty>
  return (
    <form
      className="wm-stack"
      onSubmit={(event) => {
        event.preventDefault()
        void go()
      }}
    >
      <Radio.Group
        label="Protocol"
        value={policy}
        onChange={(value) => {
          clear()
          setPolicy(value)
        }}
      >
        <div className="wm-choices">
          {policies.map((one) => (
            <Radio
              key={one.id}
              value={one.id}
              label={one.title}
              description={[
                indicationWords(one.indication),
                `version ${one.version}`,
                one.offLabel ? 'off-label' : 'on-label',
                ...(one.active ? [] : ['not in force here']),
              ].join(' · ')}
            />
          ))}
        </div>
      </Radio.Group>
      <ErrorNote error={error} />
      <div className="wm-row">
        <Button type="submit" disabled={!policy} loading={busy}>
          Consider for this
        </Button>
        {done && (
          <Button variant="default" onClick={done}>
            Leave it
          </Button>
        )}
      </div>
    </form>
  )
}

const indicationWords = (indication: string) => indication.replaceAll('-', ' ')
