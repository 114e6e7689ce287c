import { Button, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { Link, useNavigate } from '@tanstack/react-router'
import { command, post } from '../../ui/api.ts'
import { useAct, useGet, useRefresh } from '../../ui/ask.ts'
import { Card } from '../../ui/Card.tsx'
import { now, useNow } from '../../ui/clock.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { useMay, useZone } from '../../ui/me.ts'
import { Note } from '../../ui/Note.tsx'
import { Page } from '../../ui/Page.tsx'
import { PatientHeading } from '../../ui/PatientHeading.tsx'
import { say } from '../../ui/said.tsx'
import { uuidv7 } from '../../ui/uuid.ts'
import { Waiting } from '../../ui/Waiting.tsx'
import { age, date } from '../../ui/words.ts'
import { atWall, wallOf } from '../../ui/zoned.ts'
import type { ProtocolRef } from '../protocol/protocol.ts'
import type { Chart } from './answers.ts'
import { useListed } from './useListed.tsx'

type Protocols = { readonly protocols: readonly { readonly ref: ProtocolRef; readonly title: string }[] }
type Clinic = { readonly chairs: readonly { readonly id: string; readonly name: string; readonly retired?: boolean }[] }

/** A session for this person: under which protocol, in which chair, when. The order is written in the session itself. */
export function PlanScreen({ id }: { readonly id: string }) {
  const may = useMay()
  const chart = useGet<Chart>(`/api/patients/${id}`, { enabled: may('chart.read') })
  const listed = useListed(id)
  const back = may('chart.read') ? { to: `/patients/${id}`, word: 'Chart' } : { to: '/patients', word: 'Patients' }
  return (
    <Page title="Plan a session" tab="Plan a session" width="text" back={back}>
      {chart.data && <Who patient={chart.data.patient} />}
      {!chart.data && listed && <h2>{`${listed.givenName} ${listed.familyName}, born ${date(listed.birthDate)}`}</h2>}
      {may('chart.read') && <ErrorNote error={chart.error} again={() => void chart.refetch()} />}
      {chart.data || listed ? <Plan patient={id} /> : !may('chart.read') && <FromTheList />}
    </Page>
  )
}

/** Nobody plans for a person whose name is not on the screen. */
const FromTheList = () => (
  <Note tone="due" title="For whom?">
    Find the person in the <Link to="/patients">list of patients</Link> and begin from there.
  </Note>
)

function Plan({ patient }: { readonly patient: string }) {
  const protocols = useGet<Protocols>('/api/protocols')
  const clinic = useGet<Clinic>('/api/clinic')
  const error = protocols.error ?? clinic.error
  if (error) return <ErrorNote error={error} again={() => void Promise.all([protocols.refetch(), clinic.refetch()])} />
  if (!protocols.data || !clinic.data) return <Waiting rows={1} height={320} gap={24} />
  return <PlanForm patient={patient} protocols={protocols.data.protocols} chairs={clinic.data.chairs.filter((chair) => !chair.retired)} />
}

function Who({ patient }: Pick<Chart, 'patient'>) {
  const years = age(patient.birthDate, useNow(), useZone())
  const allergies = { status: patient.allergyStatus, substances: patient.allergies.map(({ substance }) => substance) }
  return <PatientHeading level={2} name={`${patient.givenName} ${patient.familyName}`} age={years} allergies={allergies} />
}

type FormProps = { readonly patient: string; readonly protocols: Protocols['protocols']; readonly chairs: Clinic['chairs'] }

function PlanForm({ patient, protocols, chairs }: FormProps) {
  const zone = useZone()
  const navigate = useNavigate()
  const refresh = useRefresh()
  const readsCharts = useMay()('chart.read')
  const { busy, error, act } = useAct()
  const today = wallOf(now(), zone)
  const form = useForm({
    initialValues: { protocol: protocols[0]?.ref.id ?? '', chair: chairs.length === 1 ? (chairs[0]?.id ?? '') : '', date: today.date, time: '' },
    validate: {
      protocol: (value) => (value ? null : 'Choose the protocol.'),
      chair: (value) => (value ? null : 'Choose a chair.'),
      date: (value) => (value ? null : 'Choose the day.'),
      time: (value, { date }) => (atWall(date, value, zone) ? null : 'Write the time, such as 14:30.'),
    },
  })
  const plan = form.onSubmit(async ({ protocol, chair, date, time }) => {
    const plannedFor = atWall(date, time, zone)
    const ref = protocols.find((one) => one.ref.id === protocol)?.ref
    if (!plannedFor || !ref) return
    const session = uuidv7()
    const order = command({ type: 'schedule', data: { patient, protocol: ref, chair, plannedFor } })
    if (!(await act(() => post('/api/sessions', { ...order, session })))) return
    say('Planned')
    await refresh('/api/patients', '/api/board')
    await navigate({ to: readsCharts ? `/sessions/${session}` : '/' })
  })
  if (chairs.length === 0)
    return (
      <Note tone="due" title="There is no chair yet">
        The owner adds chairs in the settings; then sessions can be planned.
      </Note>
    )
  return (
    <Card>
      <form className="wm-stack" onSubmit={plan} noValidate>
        <Select
          label="Protocol"
          data={protocols.map(({ ref, title }) => ({ value: ref.id, label: `${title} (${ref.version})` }))}
          allowDeselect={false}
          {...form.getInputProps('protocol')}
        />
        <div className="wm-fields">
          <Select label="Chair" data={chairs.map(({ id, name }) => ({ value: id, label: name }))} allowDeselect={false} {...form.getInputProps('chair')} />
          <TextInput label="Day" type="date" min={today.date} {...form.getInputProps('date')} />
          <TextInput label="Time" type="time" description={undefined} {...form.getInputProps('time')} />
        </div>
        <p className="wm-soft">
          The time is the clinic’s ({zone.replaceAll('_', ' ')}). A physician writes and signs the order in the session; the other checks are done there too.
        </p>
        <ErrorNote error={error} />
        <div>
          <Button type="submit" size="md" loading={busy}>
            Plan the session
          </Button>
        </div>
      </form>
    </Card>
  )
}
