import { useEffect, useMemo, useState } from 'react'
import type { Bands, BandsRequest } from '../../medicine/pk/pk.ts'
import { bandsDesk, type Helper, type Outcome } from './bands.desk.ts'

export type BandsState =
  | { readonly kind: 'none' }
  /** `before` is the band of the request before this one, for who wants to keep it in sight meanwhile. */
  | { readonly kind: 'working'; readonly before: Bands | null }
  | Outcome

/** The vite bundler finds the worker by this very form of words. */
const start = (): Helper => new Worker(new URL('./bands.worker.ts', import.meta.url), { type: 'module', name: 'bands' }) as unknown as Helper

/** The spread between people for a request, worked out beside the page; null asks for nothing. The latest request wins. */
export function useBands(request: BandsRequest | null): BandsState {
  const desk = useMemo(() => bandsDesk(start), [])
  const [state, setState] = useState<{ readonly of: string | null; readonly is: BandsState }>({ of: null, is: { kind: 'none' } })
  const key = request === null ? null : JSON.stringify(request)

  useEffect(() => () => desk.close(), [desk])
  useEffect(() => {
    if (key === null) desk.cancel()
    else desk.ask(JSON.parse(key) as BandsRequest, (is) => setState({ of: key, is }))
    return () => desk.cancel()
  }, [desk, key])

  if (key === null) return { kind: 'none' }
  return state.of === key ? state.is : { kind: 'working', before: state.is.kind === 'answered' && state.is.answer.kind === 'bands' ? state.is.answer : null }
}
