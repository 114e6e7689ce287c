import { Button } from '@mantine/core'
import { useState } from 'react'
import { useGet } from '../../ui/ask.ts'
import { Card } from '../../ui/Card.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { useMay } from '../../ui/me.ts'
import { Rows } from '../../ui/Rows.tsx'
import { NewTask } from './NewTask.tsx'
import { TaskRow } from './TaskRow.tsx'
import type { TasksAnswer } from './task.wire.ts'

const CLOSED_SHOWN = 5

/** The tasks about a patient, on the chart. */
export function TasksCard({ patient }: { readonly patient: string }) {
  const answer = useGet<TasksAnswer>(`/api/patients/${patient}/tasks`)
  const [adding, setAdding] = useState(false)
  const tasks = answer.data?.tasks ?? []
  const open = tasks.filter(({ status }) => status === 'open')
  const shown = [...open, ...tasks.slice(open.length, open.length + CLOSED_SHOWN)]
  const acts = useMay()('task.do') && (
    <Button variant="default" onClick={() => setAdding(true)}>
      New task
    </Button>
  )
  return (
    <Card title="Tasks" acts={acts} flush>
      <ErrorNote error={answer.error} again={() => void answer.refetch()} />
      {answer.data && shown.length === 0 && <Empty title="No task about this person" />}
      {shown.length > 0 && (
        <Rows label="Tasks">
          {shown.map((task) => (
            <TaskRow key={task.id} of={task} named={false} />
          ))}
        </Rows>
      )}
      {adding && <NewTask patient={patient} close={() => setAdding(false)} />}
    </Card>
  )
}
