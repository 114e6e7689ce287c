import type { Elements, Fill, LoadedTemplate, Stands, Written } from './consent.ts'

/** What the consent routes answer, as the screens read it. */
export type Shown = Omit<Written, 'handed'>
export type OneConsent = { readonly id: string; readonly consent: Shown; readonly holds: boolean; readonly asksAnew: readonly string[] }
export type Consents = { readonly consents: readonly OneConsent[]; readonly stands: readonly Stands[] }
export type Form = LoadedTemplate & { readonly last: Fill }
export type Forms = { readonly elements: Elements; readonly forms: readonly Form[] }
export type Desk = {
  readonly consent: Shown
  readonly patient: { readonly name: string; readonly birthDate: string }
  readonly clinic: { readonly name: string; readonly zone: string }
}
