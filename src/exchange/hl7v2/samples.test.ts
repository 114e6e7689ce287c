import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { acknowledge } from './ack.ts'
import { RECEIVED, said, taken } from './hl7.testing.ts'

// Other people's messages lie beside the checkout and are not part of it; data/README.md there names their sources.
const folder = new URL('../../../../shared/data/hl7v2/', import.meta.url)
const sample = (name: string) => Uint8Array.from(readFileSync(new URL(name, folder)))

const EXPECTED: readonly [file: string, answer: string, values: readonly string[]][] = [
  ['pcd01-request.hl7', 'AA', ['systolic 120', 'diastolic 80', 'mean-pressure 100']],
  ['continua-blood-pressure.hl7', 'AA', ['systolic 120', 'diastolic 80', 'mean-pressure 100']],
  ['continua-scale.hl7', 'AA', []],
  ['pcd01-ack.hl7', 'AR', []],
  ['lfh-ORU-multiline-short.hl7', 'AR', []],
  ['ms-ADT-A01-01.hl7', 'AR', []],
  ['ms-LAB-ORU-1.hl7', 'AR', []],
]

describe.skipIf(!existsSync(folder))('message samples of others (skipped where the folder of samples is absent)', () => {
  test.each(EXPECTED)('%s is answered %s', (file, answer, values) => {
    const { message, outcome, fault, oru } = taken(sample(file))
    const ack = new TextDecoder().decode(acknowledge(message, outcome, fault, { id: 'A', now: RECEIVED }) ?? new Uint8Array())
    expect(/MSA\|(..)/.exec(ack)?.[1]).toBe(answer)
    expect(oru ? said(oru) : []).toEqual(values)
  })

  test('the fullest PCD-01 message: a correction is taken, a deletion withdraws, the cuff is the device', () => {
    const oru = taken(sample('pcd01-maximum-request.hl7')).oru
    expect(oru && said(oru).slice(0, 2)).toEqual(['systolic 140', 'mean-pressure 100'])
    expect(oru?.observations[0]).toMatchObject({ standing: 'corrected', questionable: true, at: '2009-08-13T04:57:25.000Z' })
    expect(oru?.withdrawn[0]).toMatchObject({ quantity: 'diastolic' })
  })

  test('a rejected receipt is CR where only the receipt was asked for', () => {
    const { message, outcome, fault } = taken(sample('ms-ORU-R01-01.hl7'))
    expect(new TextDecoder().decode(acknowledge(message, outcome, fault, { id: 'A', now: RECEIVED }) ?? new Uint8Array())).toContain('MSA|CR|2.16.840')
  })
})
