import { useRouter } from '@tanstack/react-router'
import { DowntimeLink } from '../../care/session/downtime/DowntimeLink.tsx'
import type { Refusal } from '../../ui/api.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Threshold } from './Threshold.tsx'

/** A page that could not be shown: the server said why, or a part of the program failed. */
export function Fault({ error }: { readonly error: unknown }) {
  const router = useRouter()
  const refusal = isRefusal(error) ? error : { status: 0, code: 'screen', message: 'This page could not be shown. What you saved is safe.' }
  return (
    <Threshold title="This did not open">
      <ErrorNote error={refusal} again={() => void router.invalidate()} />
      {(refusal.status === 0 || refusal.status >= 500) && <DowntimeLink />}
    </Threshold>
  )
}

const isRefusal = (error: unknown): error is Refusal => typeof error === 'object' && error !== null && 'code' in error && 'message' in error
