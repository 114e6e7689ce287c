import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { uuidv7 } from '../../ui/uuid.ts'
import { LinkShown } from './LinkShown.tsx'
import { useSend } from './useSend.tsx'

type Props = {
  readonly word: string
  readonly name?: string
  readonly path: string
  readonly body?: (person: { patient: string; givenName: string; familyName: string; birthDate?: string }) => object
  readonly askBirth?: boolean
  readonly done?: () => void
}

/** Somebody new by name; the birth date is asked at the link when nobody here knows it. */
export function NewcomerForm({ word, name = '', path, body = (person) => ({ person }), askBirth = true, done }: Props) {
  const [first, ...rest] = name.trim().split(/\s+/)
  const [form, setForm] = useState({ givenName: first ?? '', familyName: rest.join(' '), birthDate: '' })
  const { busy, error, link, hide, sends } = useSend()
  const put = (part: Partial<typeof form>) => setForm({ ...form, ...part })
  const send = async () => {
    const { birthDate, ...names } = form
    const person = { patient: uuidv7(), ...names, ...(birthDate ? { birthDate } : {}) }
    await sends(path, { intake: uuidv7(), ...body(person) }, `${form.givenName} ${form.familyName}`)
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
      className="wm-stack"
    >
      <div className="wm-fields">
        <TextInput label="Given name" maxLength={100} value={form.givenName} onChange={(event) => put({ givenName: event.currentTarget.value })} />
        <TextInput label="Family name" maxLength={100} value={form.familyName} onChange={(event) => put({ familyName: event.currentTarget.value })} />
        {askBirth && (
          <TextInput
            label="Birth date, if known"
            placeholder="YYYY-MM-DD"
            description="The link opens with it alone"
            maxLength={10}
            value={form.birthDate}
            onChange={(event) => put({ birthDate: event.currentTarget.value })}
          />
        )}
      </div>
      <ErrorNote error={error} />
      <div className="wm-row">
        <Button type="submit" loading={busy}>
          {word}
        </Button>
      </div>
      {link && (
        <LinkShown
          of={link.made}
          name={link.name}
          close={() => {
            hide()
            setForm({ givenName: '', familyName: '', birthDate: '' })
            done?.()
          }}
        />
      )}
    </form>
  )
}
