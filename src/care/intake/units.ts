const UNITS: Readonly<Record<string, string>> = { wk: 'weeks', 'mg/d': 'mg a day', 'mm[Hg]': 'mmHg', '[lb_av]': 'pounds', '[in_i]': 'inches' }

/** A UCUM unit in the words of a person. */
export const unitWords = (unit: string): string => UNITS[unit] ?? unit.replaceAll(/[{}]/g, '')
