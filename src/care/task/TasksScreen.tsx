import { Button, SegmentedControl } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useGet } from '../../ui/ask.ts'
import { Card } from '../../ui/Card.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { useMay } from '../../ui/me.ts'
import { Page } from '../../ui/Page.tsx'
import { Rows } from '../../ui/Rows.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { NewTask } from './NewTask.tsx'
import { TaskRow } from './TaskRow.tsx'
import type { TasksAnswer } from './task.wire.ts'

type Which = 'mine' | 'all' | 'closed'
const EMPTY: Readonly<Record<Which, readonly [string, string]>> = {
  mine: ['Nothing waits for you', 'What is for you or your role stands here, the earliest first.'],
  all: ['No task is open', 'What a decision, an order or a safety answer asks for appears here by itself.'],
  closed: ['Nothing was closed yet', 'Done and called-off tasks are kept here with what came of them.'],
}

/** What waits for somebody: mine, everybody's, what was done. */
export function TasksScreen() {
  const [which, setWhich] = useState<Which>('mine')
  const [adding, setAdding] = useState(false)
  const answer = useGet<TasksAnswer>(`/api/tasks?state=${which === 'closed' ? 'closed' : 'open'}`)
  const tasks = answer.data?.tasks.filter(({ mine }) => which !== 'mine' || mine)
  const acts = useMay()('task.do') && (
    <Button leftSection={<IconPlus size={20} />} onClick={() => setAdding(true)}>
      New task
    </Button>
  )
  const [title, words] = EMPTY[which]
  return (
    <Page title="Tasks" tab="Tasks" says="What somebody has to do, the earliest first." acts={acts}>
      <SegmentedControl
        aria-label="Which tasks"
        value={which}
        onChange={(value) => setWhich(value as Which)}
        data={[
          { value: 'mine', label: 'For me' },
          { value: 'all', label: 'All open' },
          { value: 'closed', label: 'Closed' },
        ]}
      />
      <ErrorNote error={answer.error} again={() => void answer.refetch()} />
      <Card flush>
        {answer.isPending && <Waiting rows={4} height={76} />}
        {tasks?.length === 0 && <Empty title={title}>{words}</Empty>}
        {tasks && tasks.length > 0 && (
          <Rows label="Tasks">
            {tasks.map((task) => (
              <TaskRow key={task.id} of={task} />
            ))}
          </Rows>
        )}
      </Card>
      {adding && <NewTask close={() => setAdding(false)} />}
    </Page>
  )
}
