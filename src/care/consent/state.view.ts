import type { OneConsent, Shown } from './answers.ts'
import { rangeWords } from './consent.ts'

type Said = { readonly mark: 'signed' | 'due' | 'warning' | 'scheduled' | 'struck'; readonly words: string }

/** How a consent stands, in one mark and few words. */
export function stateOf({ consent, asksAnew }: Pick<OneConsent, 'consent' | 'asksAnew'>): Said {
  switch (consent.status) {
    case 'open':
      return { mark: 'scheduled', words: 'Not signed yet' }
    case 'half':
      return { mark: 'due', words: 'Clinician to sign' }
    case 'signed':
      return asksAnew.length > 0 ? { mark: 'warning', words: 'A new one is needed' } : { mark: 'signed', words: 'Signed by both' }
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
