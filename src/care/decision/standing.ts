import type { Instant } from '../../medicine/time.ts'
import type { Decision } from './decision.types.ts'

export type Standing = 'none' | 'accepted' | 'expired' | 'needs-a-look' | 'declined' | 'deferred' | 'withdrawn'

/**
 * How the decision about a patient stands. Only `accepted` lets anybody be treated: an acceptance that ran out, was
 * taken back, or whose findings came out otherwise since is none of it.
 *
 * Errors: never throws; an acceptance without an end is expired, never open-ended.
 */
export function standing({ signed, withdrawn, looks }: Pick<Decision, 'signed' | 'withdrawn' | 'looks'>, now: Instant): Standing {
  if (!signed) return 'none'
  if (withdrawn) return 'withdrawn'
  switch (signed.outcome) {
    case 'decline':
      return 'declined'
    case 'defer':
      return 'deferred'
    case 'accept':
      if (!signed.until || signed.until <= now) return 'expired'
      return looks.length > 0 ? 'needs-a-look' : 'accepted'
    default:
      return signed.outcome satisfies never
  }
}
