import type { Quantity } from '../../medicine/vitals.ts'
import { type CodeSystem, type Meaning, mdcByReference, meaningOfCode, mnemonic, systemOf } from './codes.ts'

export type Triplet = { readonly code: string; readonly label: string; readonly system: string }
export type Identified =
  | { readonly kind: 'quantity'; readonly meaning: Meaning }
  /** A parameter Waymark does not keep. `device`: named in a nomenclature of devices, so nobody expected it in a chart. */
  | { readonly kind: 'other'; readonly device: boolean }
  | { readonly kind: 'disagree'; readonly says: Quantity; readonly label: string }

/** What an OBX-3 names. Code and label must not contradict each other, nor the alternate code the first: else neither is believed. */
export function identify(first: Triplet, alternate: Triplet): Identified {
  const primary = one(first)
  const second = alternate.code || alternate.label ? one(alternate) : null
  if (!second || second.kind === 'other') return primary
  if (primary.kind === 'other') return second
  if (primary.kind === 'disagree' || second.kind === 'disagree') return primary.kind === 'disagree' ? primary : second
  if (primary.meaning.quantity === second.meaning.quantity) return primary
  return { kind: 'disagree', says: primary.meaning.quantity, label: alternate.label || alternate.code }
}

function one({ code, label, system: name }: Triplet): Identified {
  const system = systemOf(name, code)
  if (code === '') return byLabelAlone(label, system)
  const meaning = meaningOfCode(code, system)
  if (!meaning) return unknownCode(label, system)
  return agrees(label, code, meaning.quantity) ? { kind: 'quantity', meaning } : { kind: 'disagree', says: meaning.quantity, label }
}

function byLabelAlone(label: string, system: CodeSystem): Identified {
  const meaning = system === 'none' || system === 'mdc' ? (mdcByReference(label) ?? mnemonic(label)) : null
  return meaning ? { kind: 'quantity', meaning } : { kind: 'other', device: false }
}

/** An unknown number under the reference name of a known quantity is a contradiction; under any other name it is simply something else. */
function unknownCode(label: string, system: CodeSystem): Identified {
  const named = system === 'mdc' || system === 'none' ? mdcByReference(label) : null
  if (named) return { kind: 'disagree', says: named.quantity, label }
  return { kind: 'other', device: system === 'mdc' || system === 'mdil' || system === 'private' }
}

const WORDS: Readonly<Partial<Record<Quantity, RegExp>>> = {
  'heart-rate': /\bHR\b|BTBHR|HEART|PULS|\bPR\b|CARDIA|CARDIE|HERZ|\bFC\b|\bHF\b/,
  spo2: /SP[AO]?O?2|SAT|OXIM|OXYGEN|PULSE ?OX/,
  systolic: /SYS|N?I?BP ?-?S\b|SIST|\bSBP\b/,
  diastolic: /DIA|N?I?BP ?-?D\b|\bDBP\b/,
  'mean-pressure': /MEAN|N?I?BP ?-?M\b|\bMAP\b|MOYEN|MEDIA\b|MITTEL/,
  'respiratory-rate': /RESP|\bA?W?RR\b|BREATH|ATEM|\bAF\b|\bFR\b/,
  temperature: /TEMP|\bT\d?\b|TCORE|THERM/,
}
const INVASIVE = /\bABP|\bART\b|ARTERIAL ?(LINE|BP|PRESS|BLOOD ?PRESS)|INVASIVE|\bIBP|\bPAP|\bCVP\b|\bICP\b/
const PRESSURE = new Set<Quantity>(['systolic', 'diastolic', 'mean-pressure'])

/** Whether a label can stand for the quantity its code names. No label, or the code again, contradicts nothing; a reference name must be exactly right. */
function agrees(label: string, code: string, quantity: Quantity): boolean {
  if (label === '' || label === code) return true
  if (/^MDC_/i.test(label)) return (mdcByReference(label)?.quantity ?? null) === quantity
  const words = label.toUpperCase().replace(/₂/g, '2').replace(/[_/]+/g, ' ')
  if (PRESSURE.has(quantity) && INVASIVE.test(words.replace(/NON-? ?INVASIVE/g, ''))) return false
  if (WORDS[quantity]?.test(words)) return true
  return PRESSURE.has(quantity) && /BLOOD ?PRESSURE|\bN?I?BP\b/.test(words) && !otherPressure(words, quantity)
}

const otherPressure = (words: string, quantity: Quantity): boolean => [...PRESSURE].some((other) => other !== quantity && WORDS[other]?.test(words))
