const ROLES: Readonly<Record<string, string>> = {
  owner: 'the owner',
  physician: 'any physician',
  nurse: 'any nurse',
  therapist: 'any therapist',
  'front-desk': 'the front desk',
}

/** "for Nora Nurse", "for any physician or any nurse". */
export const forWords = (whose: { readonly kind: 'person'; readonly name: string } | { readonly kind: 'roles'; readonly roles: readonly string[] }): string =>
  `for ${whose.kind === 'person' ? whose.name : whose.roles.map((role) => ROLES[role] ?? role).join(' or ')}`
