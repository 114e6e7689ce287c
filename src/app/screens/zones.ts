/** The zone of this device, which is most often the clinic's. */
export const hereZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'

/** Every zone this browser knows, the device's own first. */
export function zones(): { value: string; label: string }[] {
  const here = hereZone()
  const others = Intl.supportedValuesOf('timeZone').filter((zone) => zone !== here)
  return [here, ...others].map((value) => ({ value, label: value.replaceAll('_', ' ') }))
}
