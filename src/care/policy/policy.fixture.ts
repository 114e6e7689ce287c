import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A folder of documents as a clinic would write them, small and made up. */
export const CATALOGUE = `
version: 0.1.0
facts:
  - id: birth-date
    name: birth date
    section: person
    type: { kind: date }
    freshFor: always
    from: [patient, clinician, import]
    ask: { patient: When were you born?, clinician: Birth date }
    get: ask
    meet: latest
  - id: aneurysm
    name: aneurysm
    section: heart and vessels
    type: { kind: yes-no }
    freshFor: always
    from: [patient, clinician, import]
    ask: { patient: "Has a doctor found a bulge in a blood vessel?", clinician: Aneurysm }
    get: ask
    meet: agree
  - id: systolic
    name: blood pressure, systolic
    section: measures
    type: { kind: number, unit: "mm[Hg]" }
    freshFor: { value: 30, unit: d, source: MADE-UP, confirmed: false }
    from: [clinician, device, import]
    ask: { clinician: Systolic pressure }
    get: measure
    meet: latest
  - id: medicines
    name: medicines
    section: medicines
    type:
      kind: rows
      fields:
        ingredient: { kind: code, system: rxnorm }
        name: { kind: text }
        status: { kind: choice, of: [taking, stopped] }
    freshFor: { value: 30, unit: d, source: MADE-UP, confirmed: true }
    from: [patient, clinician, import]
    ask: { patient: Which medicines do you take?, clinician: Medicines }
    get: ask
    meet: agree
sources:
  MADE-UP: { title: Made up for a test }
`

export const CODES = `
version: 0.1.0
sets:
  maoi: { title: MAO inhibitors, system: rxnorm, source: MADE-UP, confirmed: true }
ingredients:
  - { rxnorm: "8123", name: Phenelzine, also: [Nardil], sets: [maoi] }
  - { rxnorm: "36437", name: Sertraline }
`

export const BASE = `
kind: eligibility
id: base
version: 0.1.0
effective: "2026-11-25"
approvedBy: null
title: A made-up protocol
summary: Made up for a test.
offLabel: true
eligibility:
  indication: major-depression
  rules:
    - id: adult
      severity: exclude
      says: Eighteen or older
      require: { fact: birth-date, longerAgoThan: { value: 18, unit: a, source: MADE-UP, confirmed: true } }
      source: [MADE-UP]
      confirmed: true
      resolvedBy: The birth date
    - id: aneurysm
      severity: exclude
      says: Aneurysm
      when: { fact: aneurysm, is: true }
      source: [MADE-UP]
      confirmed: true
      resolvedBy: A physician looks at the record
    - id: pressure
      severity: review
      says: Blood pressure above the limit
      when: { fact: systolic, above: { value: 140, unit: "mm[Hg]", source: MADE-UP, confirmed: true } }
      source: [MADE-UP]
      confirmed: false
      resolvedBy: Measure again
    - id: maoi
      severity: review
      says: Takes an MAO inhibitor
      when:
        count: medicines
        where: { all: [{ field: ingredient, in: maoi }, { field: status, is: taking }] }
        atLeast: { value: 1, unit: "{count}", source: MADE-UP, confirmed: true }
      source: [MADE-UP]
      confirmed: true
      resolvedBy: The list of medicines
  notRules:
    - { row: SSRIs, because: They may go on }
sources:
  MADE-UP: { title: Made up for a test }
`

export const OVERLAY = `
kind: eligibility
id: variant
version: 0.1.0
effective: "2026-11-25"
approvedBy: null
title: A variant
summary: Made up for a test.
offLabel: true
extends: { id: base }
eligibility:
  indication: ptsd
  remove:
    - { rule: maoi, because: Asked elsewhere }
  change:
    - id: pressure
      severity: exclude
      says: Blood pressure above the limit
      when: { fact: systolic, above: { value: 160, unit: "mm[Hg]", source: OTHER, confirmed: true } }
      source: [OTHER]
      confirmed: true
      resolvedBy: Measure again
  add:
    - id: weak-evidence
      severity: review
      says: The evidence contradicts itself
      when: { fact: birth-date, recorded: true }
      source: [OTHER]
      confirmed: true
      resolvedBy: A physician weighs it
sources:
  OTHER: { title: Another one }
`

export const FILES = { 'facts/catalogue.yaml': CATALOGUE, 'codes/medicines.yaml': CODES, 'base.yaml': BASE, 'variant.yaml': OVERLAY }

/** A new folder with these documents in it. */
export function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-rulebook-'))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}
