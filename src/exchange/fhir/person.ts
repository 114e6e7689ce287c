import type { PersonOfRecord } from '../../care/facts/facts.ts'
import { fhirDate } from './dates.ts'
import type { Look } from './look.ts'
import type { Said } from './mapped.ts'

export type Person = {
  readonly about: PersonOfRecord
  readonly keys: readonly string[]
  readonly identifiers: readonly string[]
  readonly said: readonly Said[]
  readonly dead: boolean
  readonly from?: string
}

const BIRTH_SEX = 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex'

/** Patient. The sex at birth is a fact only where the record says that it is that; `gender` is administrative. */
export function person(look: Look, keys: readonly string[]): Person {
  const name = look.each('name').find((one, _, all) => one.text('use') === 'official' || all.every((other) => other.text('use') !== 'official'))
  const given = strings(name, 'given').join(' ')
  const birthDate = fhirDate(look.text('birthDate'))
  const identifiers = look
    .each('identifier')
    .map((one) => ({ system: one.text('system') ?? '', value: one.text('value') ?? '', type: one.in('type').each('coding') }))
  const mrn = identifiers.find(({ type }) => type.some((coding) => coding.text('code') === 'MR'))?.value
  const sex = look
    .each('extension')
    .find((one) => one.text('url') === BIRTH_SEX)
    ?.text('valueCode')
  const family = name?.text('family')
  const gender = look.text('gender')
  const from = look.in('managingOrganization').text('display')
  return {
    about: {
      id: look.text('id') ?? keys[0] ?? '',
      ...(given && { givenName: given }),
      ...(family && { familyName: family }),
      ...(birthDate && { birthDate }),
      ...(gender && { gender }),
      ...(mrn && { mrn }),
    },
    keys,
    identifiers: identifiers.filter(({ value }) => value !== '').map(({ system, value }) => `${system}|${value}`),
    said: [
      ...(birthDate ? [{ fact: 'birth-date', value: birthDate, at: birthDate }] : []),
      ...(birthDate && (sex === 'F' || sex === 'M') ? [{ fact: 'sex-at-birth', value: sex === 'F' ? 'female' : 'male', at: birthDate }] : []),
    ],
    dead: look.yesOrTime('deceased'),
    ...(from && { from }),
  }
}

const strings = (look: Look | undefined, name: string): string[] => look?.texts(name) ?? []
