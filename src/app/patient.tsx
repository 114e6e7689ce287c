import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '../ui/plain.css'
import '../ui/tokens.css'
import '../ui/base.css'
import { CheckScreen } from '../care/intake/CheckScreen.tsx'
import { IntakeScreen } from '../care/intake/IntakeScreen.tsx'
import { startTone } from '../ui/tone.ts'

/** The pages that patients see, in a program of their own: little to fetch on a slow phone, and nothing of the clinic's screens in it. */
startTone()
const root = document.getElementById('root')
if (root) createRoot(root).render(<StrictMode>{location.pathname.startsWith('/check') ? <CheckScreen /> : <IntakeScreen />}</StrictMode>)
