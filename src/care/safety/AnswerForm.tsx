import { Button, Radio, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { Instant } from '../../medicine/time.ts'
import { now } from '../../ui/clock.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { useMe, useZone } from '../../ui/me.ts'
import { atWall, wallOf } from '../../ui/zoned.ts'
import type { Policy, SeenConcern } from './safety.wire.ts'
import { commandsOf, useSafetyCommand } from './useSafetyCommand.tsx'

type Props = {
  readonly patient: string
  readonly concern: SeenConcern
  readonly steps: Policy['steps']
  /** What stands is corrected, with a reason; both are kept. */
  readonly corrects?: boolean
  readonly done: () => void
}

/** What a clinician found, who spoke with the patient and when, what happens next. */
export function AnswerForm({ patient, concern, steps, corrects = false, done }: Props) {
  const [{ staff }, zone] = [useMe(), useZone()]
  const { busy, error, send } = useSafetyCommand(commandsOf(patient))
  const last = corrects ? concern.answers.at(-1) : undefined
  const wall = wallOf((last?.assessedAt as Instant | undefined) ?? now(), zone)
  const form = useForm({
    initialValues: { finding: last?.finding ?? '', step: last?.step ?? '', assessedBy: last?.assessedBy ?? staff.name, ...wall, reason: '' },
    validate: { time: (value, { date }) => (atWall(date, value, zone) ? null : 'Write day and time, such as 14:30.') },
  })
  const go = form.onSubmit(async ({ date, time, reason, ...given }) => {
    const chosen = atWall(date, time, zone)
    // The wall shows whole minutes; somebody who speaks with the patient in the minute of the answer is not before it.
    const assessedAt = chosen && chosen < concern.raisedAt && concern.raisedAt.startsWith(chosen.slice(0, 16)) ? concern.raisedAt : chosen
    const data = { concern: concern.id, ...given, assessedAt }
    const closes = steps.find(({ id }) => id === given.step)?.closes
    const order = corrects ? { type: 'correct', data: { ...data, reason } } : { type: 'answer', data }
    if (await send(order, corrects ? 'Corrected' : closes ? 'Answered' : 'Written down; it stays open')) done()
  })
  return (
    <form className="wm-stack" onSubmit={go} noValidate aria-label={corrects ? 'Correct the answer' : 'Answer the concern'}>
      <Textarea
        label="What was found"
        description="Thoughts, plan, intent, means, what protects; in words"
        autosize
        minRows={3}
        {...form.getInputProps('finding')}
      />
      <Radio.Group label="What happens next" {...form.getInputProps('step')}>
        <div className="wm-stack" style={{ gap: 8, marginTop: 8 }}>
          {steps
            .filter(({ closes }) => closes || !corrects)
            .map(({ id, says, closes }) => (
              <Radio key={id} value={id} label={closes ? says : `${says} (stays open)`} />
            ))}
        </div>
      </Radio.Group>
      <div className="wm-fields">
        <TextInput label="Who spoke with the patient" {...form.getInputProps('assessedBy')} />
        <TextInput label="On" type="date" {...form.getInputProps('date')} />
        <TextInput label="At" type="time" {...form.getInputProps('time')} />
      </div>
      {corrects && <TextInput label="What was wrong with the answer" {...form.getInputProps('reason')} />}
      <ErrorNote error={error} />
      <div className="wm-row">
        <Button type="submit" loading={busy}>
          {corrects ? 'Correct it' : 'Answer'}, as {staff.name}
        </Button>
        <Button variant="default" onClick={done}>
          Leave it
        </Button>
      </div>
    </form>
  )
}
