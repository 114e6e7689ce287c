import { IconBuildingHospital, IconPlayerPlay } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { post } from '../../ui/api.ts'
import { useAct } from '../../ui/ask.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { CreateClinic } from './CreateClinic.tsx'
import { Threshold } from './Threshold.tsx'

/** The first run: two ways in. */
export function WelcomeScreen() {
  const [creating, setCreating] = useState(false)
  const { busy, error, act } = useAct()
  const navigate = useNavigate()
  if (creating) return <CreateClinic back={() => setCreating(false)} />

  const openDemo = async () => {
    if (await act(() => post('/api/setup/demo'))) await navigate({ to: '/who' })
  }
  return (
    <Threshold title="Welcome" says="Waymark runs a ketamine clinic: the day, the room, the record. How would you like to begin?" width="wide">
      <div className="wm-choices">
        <button type="button" className="wm-choice" onClick={() => setCreating(true)}>
          <IconBuildingHospital size={32} stroke={1.5} aria-hidden="true" />
          <strong>Create my clinic</strong>
          <span>Its name, its time zone and your own account. It stays on this machine. About two minutes.</span>
        </button>
        <button type="button" className="wm-choice" disabled={busy} onClick={() => void openDemo()}>
          <IconPlayerPlay size={32} stroke={1.5} aria-hidden="true" />
          <strong>{busy ? 'Opening the demonstration…' : 'Open the demonstration clinic'}</strong>
          <span>A day with sessions in every phase and simulated monitors. Nobody in it is real, and it can be reset at any time.</span>
        </button>
      </div>
      <ErrorNote error={error} />
    </Threshold>
  )
}
