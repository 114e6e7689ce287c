import { Button, Checkbox, Select, Textarea, TextInput } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { command, post } from '../../ui/api.ts'
import { useAct, useGet, useRefresh } from '../../ui/ask.ts'
import { Card } from '../../ui/Card.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Mark } from '../../ui/Mark.tsx'
import { Page } from '../../ui/Page.tsx'
import { uuidv7 } from '../../ui/uuid.ts'
import { Waiting } from '../../ui/Waiting.tsx'
import type { Form, Forms } from './answers.ts'
import { type Fill, fillObjections, type Slot } from './consent.ts'
import './consent.css'

/** Which form, and what stands in its places; nobody can sign while one is open. */
export function PrepareScreen({ id }: { readonly id: string }) {
  const answer = useGet<Forms>('/api/consent-forms')
  const [chosen, setChosen] = useState<string | null>(null)
  const forms = answer.data?.forms ?? []
  const form = forms.find(({ ref }) => ref.id === chosen) ?? forms.find(({ template }) => template.offLabel) ?? forms[0]
  return (
    <Page title="Prepare a consent" tab="Prepare a consent" back={{ to: `/patients/${id}`, word: 'Chart' }} width="text">
      <ErrorNote error={answer.error} again={() => void answer.refetch()} />
      {answer.isPending && <Waiting rows={2} height={140} gap={24} />}
      {answer.data && !form && <Empty title="No form is installed">Forms in the folder “protocols/consent” are read when Waymark starts.</Empty>}
      {form && (
        <>
          <Card title="The form">
            <div className="wm-stack">
              <Select
                label="Treatment"
                allowDeselect={false}
                data={forms.map(({ ref, template }) => ({ value: ref.id, label: template.title }))}
                value={form.ref.id}
                onChange={setChosen}
              />
              <div className="wm-row">
                <Mark kind={form.template.offLabel ? 'look' : 'confirmed'} size="small">
                  {form.template.offLabel ? 'Off-label use' : 'An approved use'}
                </Mark>
                <Link to={`/consent-forms/${form.ref.id}`} className="wm-link">
                  Read the form, version {form.ref.version}
                </Link>
              </div>
            </div>
          </Card>
          <Places key={form.ref.hash} id={id} form={form} />
        </>
      )}
    </Page>
  )
}

function Places({ id, form }: { readonly id: string; readonly form: Form }) {
  const { ref, template, last } = form
  const [fill, setFill] = useState<Fill>(last)
  const [asked, setAsked] = useState(false)
  const [helped, setHelped] = useState({ interpreter: false, witness: false })
  const [helper, setHelper] = useState({ name: '', language: '', witness: '' })
  const { busy, error, act } = useAct()
  const navigate = useNavigate()
  const refresh = useRefresh()
  const objections = fillObjections(template, fill)
  /** Under its own field a reason needs no name before it. */
  const wrong = ({ id: slot, asks }: Slot) =>
    asked
      ? objections
          .find(({ field }) => field === slot)
          ?.message.replace(`${asks}: n`, 'N')
          .replace(`${asks}: `, '')
      : undefined
  const put = (slot: string) => (said: string) => setFill({ ...fill, [slot]: said })

  const prepare = async () => {
    setAsked(true)
    if (objections.length > 0) return
    const consent = uuidv7()
    const data = {
      form: ref,
      fill,
      ...(helped.interpreter ? { interpreter: { name: helper.name, language: helper.language } } : {}),
      ...(helped.witness ? { witness: helper.witness } : {}),
    }
    if ((await act(() => post(`/api/patients/${id}/consents`, { ...command({ type: 'prepare', data }), consent }))) === null) return
    await refresh(`/api/patients/${id}/consents`)
    await navigate({ to: `/patients/${id}/consents/${consent}` })
  }
  return (
    <form
      className="wm-stack cn-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void prepare()
      }}
    >
      <Card title="For this patient">
        <div className="cn-places">
          {template.slots
            .filter(({ of }) => of === 'patient')
            .map((slot) => (
              <Place key={slot.id} slot={slot} said={fill[slot.id] ?? ''} wrong={wrong(slot)} put={put(slot.id)} />
            ))}
        </div>
      </Card>
      <Card title="The same for everybody here" says="As it was filled in last. Look whether it still holds.">
        <div className="cn-places">
          {template.slots
            .filter(({ of }) => of === 'clinic')
            .map((slot) => (
              <Place key={slot.id} slot={slot} said={fill[slot.id] ?? ''} wrong={wrong(slot)} put={put(slot.id)} />
            ))}
        </div>
      </Card>
      <Card title="Who helps, if anybody does">
        <div className="wm-stack">
          <Checkbox
            label="An interpreter"
            checked={helped.interpreter}
            onChange={(event) => setHelped({ ...helped, interpreter: event.currentTarget.checked })}
          />
          {helped.interpreter && (
            <div className="wm-fields">
              <TextInput label="Name of the interpreter" value={helper.name} onChange={(event) => setHelper({ ...helper, name: event.currentTarget.value })} />
              <TextInput label="Language" value={helper.language} onChange={(event) => setHelper({ ...helper, language: event.currentTarget.value })} />
            </div>
          )}
          <Checkbox label="A witness" checked={helped.witness} onChange={(event) => setHelped({ ...helped, witness: event.currentTarget.checked })} />
          {helped.witness && (
            <TextInput label="Name of the witness" value={helper.witness} onChange={(event) => setHelper({ ...helper, witness: event.currentTarget.value })} />
          )}
        </div>
      </Card>
      {asked && objections.length > 0 && (
        <p role="alert" className="cn-open">
          {objections.length === 1 ? 'One place is still open or does not fit. ' : `${objections.length} places are still open or do not fit. `}
          Nobody can sign a form with an open place.
        </p>
      )}
      <ErrorNote error={error} />
      <div className="wm-row">
        <Button type="submit" loading={busy} size="md">
          Prepare
        </Button>
        <Button component={Link} to={`/patients/${id}`} variant="default" size="md">
          Leave it
        </Button>
      </div>
    </form>
  )
}

type PlaceProps = { readonly slot: Slot; readonly said: string; readonly wrong: string | undefined; readonly put: (said: string) => void }

function Place({ slot: { id, asks, kind, unit, help, choices = [] }, said, wrong, put }: PlaceProps) {
  const common = { label: unit ? `${asks} (${unit})` : asks, description: help, error: wrong, autoComplete: 'off', name: id } as const
  if (kind === 'choice') return <Select {...common} className="cn-wide" data={[...choices]} value={said || null} onChange={(value) => put(value ?? '')} />
  if (kind === 'text')
    return <Textarea {...common} className="cn-wide" autosize minRows={2} value={said} onChange={(event) => put(event.currentTarget.value)} />
  const mode = kind === 'decimal' ? 'decimal' : kind === 'whole' ? 'numeric' : 'text'
  return (
    <TextInput
      {...common}
      className={kind === 'line' ? 'cn-wide' : undefined}
      inputMode={mode}
      value={said}
      onChange={(event) => put(event.currentTarget.value)}
    />
  )
}
