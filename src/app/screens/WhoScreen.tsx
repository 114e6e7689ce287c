import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Role } from '../../medicine/record.ts'
import { post } from '../../ui/api.ts'
import { useAct, useGet } from '../../ui/ask.ts'
import { Empty } from '../../ui/Empty.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { roleWords } from '../../ui/me.ts'
import { DemoMark } from '../../ui/shell/DemoMark.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { list } from '../../ui/words.ts'
import { SETUP, type Setup } from './setup.ts'
import { Threshold } from './Threshold.tsx'
import './WhoScreen.css'

type People = { readonly clinic: string; readonly people: readonly { readonly id: string; readonly name: string; readonly roles: readonly Role[] }[] }
export const DEMO_PEOPLE = '/api/demo/people'

/** What each role is worth trying as. */
const tries: Readonly<Partial<Record<Role, string>>> = {
  nurse: 'Chart a session in the room.',
  physician: 'Write and sign orders, sign the record.',
  therapist: 'Sit with a patient, write notes.',
  'front-desk': 'Register patients, plan the day.',
  owner: 'Run the clinic: staff, devices, audit trail.',
}

/** The demonstration clinic asks who one would like to be; there are no passwords in it. */
export function WhoScreen() {
  const people = useGet<People>(DEMO_PEOPLE)
  const setup = useGet<Setup>(SETUP)
  return (
    <>
      <DemoMark />
      <Threshold
        title="Who are you today?"
        says="The demonstration clinic has no passwords. Choose a person; you can change at any time from the menu with your name."
        width="wide"
        foot={setup.data?.needed ? <Link to="/welcome">Create my own clinic instead</Link> : <Link to="/sign-in">Sign in to your own clinic</Link>}
      >
        <ErrorNote error={people.error} again={() => void people.refetch()} />
        {people.isPending && <Waiting rows={3} height={84} gap={12} />}
        {people.data && <Persons people={people.data.people} />}
      </Threshold>
    </>
  )
}

function Persons({ people }: Pick<People, 'people'>) {
  const { busy, error, act } = useAct()
  const [chosen, setChosen] = useState('')
  const enter = async (staff: string) => {
    setChosen(staff)
    if (await act(() => post('/api/demo/enter', { staff }))) location.assign('/')
  }
  if (people.length === 0) return <Empty title="The demonstration clinic is not open" act={<Link to="/welcome">To the first page</Link>} />
  return (
    <>
      <ErrorNote error={error} />
      <ul className="wm-persons">
        {people.map(({ id, name, roles }) => (
          <li key={id}>
            <button type="button" className="wm-choice wm-persona" disabled={busy} onClick={() => void enter(id)}>
              <strong>{name}</strong>
              <span>{list(roles.map((role) => roleWords[role]))}</span>
              <span className="wm-small">
                {busy && chosen === id
                  ? 'Opening…'
                  : roles
                      .map((role) => tries[role])
                      .filter(Boolean)
                      .at(-1)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
