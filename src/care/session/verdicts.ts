import type { Instant } from '../../medicine/time.ts'
import type { Act } from './session.state.ts'

/** What a gate or a criterion finds before overrides: three values and a sentence. `newest`: the latest thing it looked at. */
export type Found = { readonly state: 'met' | 'not-met' | 'unknown'; readonly why: string; readonly newest?: Instant }

const found =
  (state: Found['state']) =>
  (why: string, newest?: Instant): Found => ({ state, why, ...(newest && { newest }) })
export const met = found('met')
export const notMet = found('not-met')
export const unknown = found('unknown')

/**
 * An override stands for what was known when it was given. Something newer that is still not met has to be judged again;
 * once the thing itself is met the override only stays written down.
 */
export function overridden(
  it: Found,
  override: (Act & { readonly reason: string }) | undefined,
): Pick<Found, 'why'> & { readonly state: Found['state'] | 'overridden' } {
  if (!override) return { state: it.state, why: it.why }
  const by = `verridden by ${override.by.name}: ${override.reason.trim().replace(/\.$/, '')}.`
  if (it.state === 'met') return { state: 'met', why: `${it.why} O${by}` }
  if (it.newest && it.newest > override.at) return { state: it.state, why: `${it.why} Something newer is known since it was o${by}` }
  return { state: 'overridden', why: `O${by} ${it.why}` }
}
