/** What opens the patient's page on this screen: kept for this tab alone, gone when it is closed. */
export type Handed = { readonly patient: string; readonly consent: string; readonly pass: string }
const KEY = 'waymark.consent-desk'

export function keepHanded(handed: Handed): void {
  sessionStorage.setItem(KEY, JSON.stringify(handed))
}

export function readHanded(): Handed | null {
  try {
    const kept: Partial<Handed> | null = JSON.parse(sessionStorage.getItem(KEY) ?? 'null')
    return kept?.patient && kept.consent && kept.pass ? { patient: kept.patient, consent: kept.consent, pass: kept.pass } : null
  } catch {
    return null
  }
}

export const forgetHanded = (): void => sessionStorage.removeItem(KEY)
