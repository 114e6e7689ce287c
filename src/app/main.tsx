import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '../ui/mantine.css'
import '../ui/tokens.css'
import '../ui/base.css'
import { keepPages } from '../ui/renewal.ts'
import { Said } from '../ui/said.tsx'
import { theme } from '../ui/theme.ts'
import { startTone, useTone } from '../ui/tone.ts'
import { client } from './client.ts'
import { router } from './router.tsx'

startTone()
if (import.meta.env.PROD) void keepPages()

function App() {
  const tone = useTone()
  return (
    <MantineProvider theme={theme} forceColorScheme={tone === 'light' ? 'light' : 'dark'} withCssVariables={false} withGlobalClasses={false}>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
        <Said />
      </QueryClientProvider>
    </MantineProvider>
  )
}

const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
