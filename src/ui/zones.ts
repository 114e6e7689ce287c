/** The zone of this device, which is most often the clinic's. */
export const hereZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'

/** Every zone this browser knows as the choices of a field, `first` at the top. */
export function zones(first: string = hereZone()): { value: string; label: string }[] {
  const others = Intl.supportedValuesOf('timeZone').filter((zone) => zone !== first)
  return [first, ...others].map((value) => ({ value, label: value.replaceAll('_', ' ') }))
}
