import type { Amount, Course, Entry, Lesson, Regimen } from './teaching.ts'

/** The state of the page as parts of an address: readable, and made of letters that an address never has to escape. */
export type Params = Readonly<Record<string, string>>

/**
 * Units:  as written: mg, mgkg (mg/kg), min, kg, years, days, hours.
 * Errors: none; `readAddress` of address.wire.ts reads it back.
 */
export function addressOf({ first, second, hours, spread }: Lesson): Params {
  return {
    ...courseParams(first, ''),
    ...(second ? { ...courseParams(second, '2') } : {}),
    ...(hours === null ? {} : { hours: figure(hours) }),
    ...(spread ? {} : { spread: 'no' }),
  }
}

function courseParams({ model, regimen, who, effect }: Course, mark: '' | '2'): Params {
  return {
    [`model${mark}`]: model,
    ...regimenParams(regimen, mark),
    [`weight${mark}`]: figure(who.weight),
    [`age${mark}`]: figure(who.age),
    ...(who.ancestry === 'not-stated' ? {} : { [`ancestry${mark}`]: who.ancestry }),
    ...(effect === null ? {} : { [`effect${mark}`]: `${effect}` }),
  }
}

const regimenParams = ({ entries, days }: Regimen, mark: string): Params => ({
  [`dose${mark}`]: entries.map(entryWord).join('-'),
  ...(days.length === 1 && days[0] === 0 ? {} : { [`days${mark}`]: days.join('-') }),
})

/** infusion_0.5mgkg_40min_at0, bolus_10mg_at0, nasal_28mg_2devices_5min_at0 */
function entryWord(entry: Entry): string {
  const at = `at${figure(entry.at)}`
  if (entry.kind === 'bolus') return `bolus_${amountWord(entry.dose)}_${at}`
  if (entry.kind === 'infusion') return `infusion_${amountWord(entry.dose)}_${figure(entry.over)}min_${at}`
  return `nasal_${figure(entry.mg)}mg_${entry.devices}devices_${figure(entry.apart)}min_${at}`
}

const amountWord = ({ value, unit }: Amount): string => `${figure(value)}${unit === 'mg' ? 'mg' : 'mgkg'}`

/** Plain digits, four after the point at most: what an address, and the page, can hold. */
export const figure = (value: number): string => String(Number(value.toFixed(4)))
