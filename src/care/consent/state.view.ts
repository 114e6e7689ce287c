import type { OneConsent, Shown } from './answers.ts'
import { rangeWords, type Stands } from './consent.ts'

type Said = { readonly mark: 'signed' | 'due' | 'warning' | 'scheduled' | 'struck'; readonly words: string }

/** How a consent stands, in one mark and few words. */
export function stateOf({ consent, holds, asksAnew }: Pick<OneConsent, 'consent' | 'holds' | 'asksAnew'>): Said {
  switch (consent.status) {
    case 'open':
      return { mark: 'scheduled', words: 'Not signed yet' }
    case 'half':
      return { mark: 'due', words: 'Clinician to sign' }
    case 'signed':
      if (asksAnew.length > 0) return { mark: 'warning', words: 'A new one is needed' }
      return holds ? { mark: 'signed', words: 'Signed by both, in force' } : { mark: 'struck', words: 'Signed, no longer holds' }
    case 'withdrawn':
      return { mark: 'warning', words: 'Withdrawn' }
    case 'set-aside':
      return { mark: 'struck', words: consent.setAside?.declined ? 'Declined' : 'Set aside' }
    default:
      return consent.status satisfies never
  }
}

export const routeWords = { intravenous: 'by drip', intranasal: 'as nose spray' } as const
export const treatmentWords = ({ drug, route, dose, template }: Pick<Shown, 'drug' | 'route' | 'dose' | 'template'>): string =>
  `${drug} ${routeWords[route]}, ${rangeWords(dose)}${template.offLabel ? ', off-label' : ''}`

/** What a nurse has to know before anything else: may it be given, as far as the patient's word goes? */
export function standingWords({ drug, route, standing }: Stands): { readonly tone: 'accent' | 'due'; readonly title: string; readonly says: string } {
  const what = `${drug.charAt(0).toUpperCase()}${drug.slice(1)} ${routeWords[route]}`
  switch (standing.kind) {
    case 'in-force':
      return { tone: 'accent', title: `${what}: consent is in force`, says: '' }
    case 'none':
      return { tone: 'due', title: `${what}: no consent yet`, says: standing.why }
    case 'needs-new':
      return { tone: 'due', title: `${what}: a new consent is needed`, says: standing.why.join(' ') }
    case 'withdrawn':
      return { tone: 'due', title: `${what}: the patient took the consent back`, says: standing.why }
    default:
      return standing satisfies never
  }
}
