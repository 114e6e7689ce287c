/** Wall clocks round the world, so that somewhere it is early afternoon. */
const ZONES = [
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Los_Angeles',
  'America/Anchorage',
  'Pacific/Honolulu',
  'Pacific/Auckland',
  'Australia/Sydney',
  'Asia/Tokyo',
  'Asia/Shanghai',
  'Asia/Bangkok',
  'Asia/Dhaka',
  'Asia/Karachi',
  'Asia/Dubai',
  'Europe/Istanbul',
  'Europe/Athens',
  'Europe/Berlin',
  'Europe/London',
  'Atlantic/Azores',
  'America/Sao_Paulo',
  'America/Halifax',
]

/**
 * The demonstration's time zone: this machine's own, when its working day has hours behind and before it; else one where
 * it is early afternoon, for a day with finished and coming sessions does not fit round midnight.
 */
export function demoZone(now: Date, own: string = Intl.DateTimeFormat().resolvedOptions().timeZone): string {
  const hour = (zone: string) => Number(new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' }).format(now))
  const fits = (zone: string) => hour(zone) >= 12 && hour(zone) <= 19
  if (own !== 'UTC' && fits(own)) return own
  return ZONES.find((zone) => hour(zone) === 14) ?? ZONES.find(fits) ?? 'Etc/UTC'
}
