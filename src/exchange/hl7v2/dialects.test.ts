import { expect, test } from 'vitest'
import { bytesOf, oruOf, said, taken } from './hl7.testing.ts'

// Messages made for these tests after the forms in the interoperability notes; names and numbers are invented.

test('GE: containment rows hold no value, the time is the OBR-7, the device is the EUI-64 of MSH-3', () => {
  const oru = oruOf(
    bytesOf(
      'MSH|^~\\&|VSP^080019FFFE0A11B2^EUI-64|CARE|||20260912063010+0000||ORU^R01^ORU_R01|4711|P|2.6|||NE|AL',
      'PID|||""',
      'OBR|1|4711^VSP^080019FFFE0A11B2^EUI-64|4711^VSP^080019FFFE0A11B2^EUI-64|182777000^monitoring of patient^SCT|||20260912063007+0000',
      'OBX|1||69965^MDC_DEV_MON_PHYSIO_MULTI_PARAM_MDS^MDC|1.0.0.0|||||||X',
      'OBX|2||69798^MDC_DEV_ECG_VMD^MDC|1.5.0.0|||||||X',
      'OBX|3|NM|147842^MDC_ECG_HEART_RATE^MDC|1.5.1.1|68|264864^MDC_DIM_BEAT_PER_MIN^MDC|||||R',
      'OBX|4|NM|151708^MDC_CONC_AWAY_CO2_ET^MDC|1.11.1.1|36|266016^MDC_DIM_MMHG^MDC|||||R',
      'OBX|5|NM|149530^MDC_PULS_OXIM_PULS_RATE^MDC|1.22.1.1|67|264864^MDC_DIM_BEAT_PER_MIN^MDC|||||R',
      'OBX|6|NM|150456^MDC_PULS_OXIM_SAT_O2^MDC|1.22.1.2|97|262688^MDC_DIM_PERCENT^MDC|||||R',
    ),
  )
  expect(said(oru)).toEqual(['heart-rate 68', 'spo2 97'])
  expect(oru.observations[0]).toMatchObject({ device: '080019FFFE0A11B2', at: '2026-09-12T06:30:07.000Z', timeFrom: 'request', zone: 'stated', method: 'ecg' })
  expect(oru.refused).toEqual([])
})

const MINDRAY_CUFF = [
  'OBX|4|NM|150301^MDC_PRESS_CUFF_SYS^MDC|1.1.9.150301|147|266016^MDC_DIM_MMHG^MDC|||||R|||20260912111016.0000+0530|||^APERIODIC',
  'OBX|5|NM|150303^MDC_PRESS_CUFF_MEAN^MDC|1.1.9.150303|109|266016^MDC_DIM_MMHG^MDC|||||R|||20260912111016.0000+0530|||^APERIODIC',
  'OBX|6|NM|150302^MDC_PRESS_CUFF_DIA^MDC|1.1.9.150302|90|266016^MDC_DIM_MMHG^MDC|||||R|||20260912111016.0000+0530|||^APERIODIC',
]
const MINDRAY_HEAD = [
  'MSH|^~\\&|MINDRAY_X^00A03700110012AB^EUI-64|MINDRAY|||20260912120000.0000+0530||ORU^R01^ORU_R01|9|P|2.6|||AL|NE||UNICODE UTF-8',
  'PID|||^^^Hospital^PI||^^^^^^L',
  'PV1||I|ICU^^Bed4',
  'OBR|1|9^MINDRAY_X^00A03700110012AB^EUI-64|9^MINDRAY_X^00A03700110012AB^EUI-64|182777000^monitoring of patient^SCT|||20260912120000.0000+0530',
]

test('Mindray: each row has its own time, so the repeated cuff reading keeps the moment it was taken', () => {
  const spo2 =
    'OBX|1|NM|150456^MDC_PULS_OXIM_SAT_O2^MDC|1.3.1.150456|98|262688^MDC_DIM_PERCENT^MDC|||||R|||20260912120000.0000+0530||||000F14049B50AA01^BIG^000F14049B50AA01^EUI-64'
  const oru = oruOf(bytesOf(...MINDRAY_HEAD, spo2, ...MINDRAY_CUFF))
  expect(said(oru)).toEqual(['spo2 98', 'systolic 147', 'mean-pressure 109', 'diastolic 90'])
  expect(oru.observations.map(({ at }) => at)).toEqual(['2026-09-12T06:30:00.000Z', ...Array(3).fill('2026-09-12T05:40:16.000Z')])
  expect(oru.observations[3]).toMatchObject({ device: '000F14049B50AA01', bed: 'ICU Bed4', timeFrom: 'observation' })
})

test('Mindray: private parameters are left aside, and the bed is the only name of the place', () => {
  const rows = [
    'OBX|7|NM|352^MNDRY_ECG_VPB_RATE^99MNDRY|1.7.2.352|3|264864^MDC_DIM_BEAT_PER_MIN^MDC|||||R',
    'OBX|8|NM|147842^MDC_ECG_HEART_RATE^MDC|1.7.4.147842|66|264864^MDC_DIM_BEAT_PER_MIN^MDC|||||R',
  ]
  const oru = oruOf(bytesOf(...MINDRAY_HEAD, ...rows))
  expect(said(oru)).toEqual(['heart-rate 66'])
  expect(oru.devices).toEqual([{ device: '00A03700110012AB @ ICU Bed4', bed: 'ICU Bed4' }])
  expect(oru.ignored.map(({ name }) => name)).toEqual(['MNDRY_ECG_VPB_RATE'])
})

test('Mindray: values of the demonstration mode reach nobody, and the sender hears it', () => {
  const rows = [
    'OBX|1|NM|150456^MDC_PULS_OXIM_SAT_O2^MDC|1.3.1|77|262688^MDC_DIM_PERCENT^MDC||DEMO|||R',
    'OBX|2|NM|149530^MDC_PULS_OXIM_PULS_RATE^MDC|1.3.1|50|264864^MDC_DIM_BEAT_PER_MIN^MDC||L~DEMO|||R',
  ]
  const { oru, outcome } = taken(bytesOf(...MINDRAY_HEAD, ...rows))
  expect(oru?.observations).toEqual([])
  expect(oru?.refused.map(({ code }) => code)).toEqual(['demonstration', 'demonstration'])
  expect(outcome).toBe('error')
})

test('Comen: no OBX-1, a serial number in MSH-4, an empty row, and two SpO2 channels of which the first counts', () => {
  const oru = oruOf(
    bytesOf(
      'MSH|^~\\&||KC909090909G|||20260912143000.1106+0800||ORU^R01|20260912143000.11090007|P|2.6',
      'PV1||I|^^&24|0|||99999',
      'OBR||||1^MON_PARAM^99COMEN|||20260912143000+0800',
      'OBX||NM|150456^MDC_PULS_OXIM_SAT_O2^MDC|1.3.1.150456|97|262688^MDC_DIM_PERCENT^MDC|||||F|||20260912143000+0800',
      'OBX||NM|150456^MDC_PULS_OXIM_SAT_O2^MDC|1.3.2.150456|93|262688^MDC_DIM_PERCENT^MDC|||||F|||20260912143000+0800',
      'OBX||NM|150344^MDC_TEMP^MDC|1.2.1.150344||268192^MDC_DIM_DEGC^MDC|||||F|||20260912143000+0800',
      'OBX||NM|2010^COMEN_AGE^99COMEN||126||||||F|||20260912143000+0800',
      'OBX||NM|149522^MDC_PULS_RATE^MDC|1.0.0.149522|59|264864^MDC_DIM_BEAT_PER_MIN^MDC|||||F|||20260912143000+0800',
    ),
  )
  expect(said(oru)).toEqual(['spo2 97', 'heart-rate 59'])
  expect(oru.observations[0]).toMatchObject({ device: 'KC909090909G @ 24', standing: 'final', at: '2026-09-12T06:30:00.000Z' })
  expect(oru.notMeasured.map(({ quantity }) => quantity)).toEqual(['temperature'])
})

test('Philips: the hex after the dash is the MDC code, units likewise, nothing in MSH-3 and no time of its own', () => {
  const oru = oruOf(
    bytesOf(
      'MSH|^~\\&|||||||ORU^R01|HP104220879017992|P|2.3||||||8859/1',
      'PV1||I|ICU/PCU^^pDemo6&0&0',
      'OBR|||||||20260912120000',
      'OBX||ST|0002-f887^Model^MDIL|0|Monitoring Data||||||F||CONFIGURATION',
      'OBX||NM|0002-4182^HR^MDIL|0|80|0004-0aa0^bpm^MDIL|50-120||||F',
      'OBX||NM|0002-4bb8^SpO2^MDIL|0|95|0004-0220^%^MDIL|||||F',
      'OBX||NM|0002-4a05^NBPs^MDIL|0|131|0004-0f20^mmHg^MDIL|||||F',
      'OBX||NM|0002-4a06^NBPd^MDIL|0|78|0004-0f20^mmHg^MDIL|||||F',
      'OBX||NM|0002-4a07^NBPm^MDIL|0|94|0004-0f20^mmHg^MDIL|||||F',
      'OBX||NM|0002-4a15^ABPs^MDIL|0|150|0004-0f20^mmHg^MDIL|||||F',
      'OBX||NM|0002-500a^RR^MDIL|0|17|0004-0ae0^rpm^MDIL|8-30||||F',
      'OBX||NM|0002-4b60^Tcore^MDIL|0|36.9|0004-17a0^°C^MDIL|||||F',
    ),
  )
  expect(said(oru)).toEqual(['heart-rate 80', 'spo2 95', 'systolic 131', 'diastolic 78', 'mean-pressure 94', 'respiratory-rate 17', 'temperature 36.9'])
  expect(oru.observations[0]).toMatchObject({ device: '10.0.0.7 @ ICU/PCU pDemo6', at: '2026-09-12T06:30:00.000Z', zone: 'assumed', timeFrom: 'request' })
  expect(oru.ignored.map(({ name }) => name)).toEqual(['Model', 'ABPs'])
})

test('small monitors: sentinels in place of nothing are nothing, and a missing OBX-11 is an unverified value', () => {
  const oru = oruOf(
    bytesOf(
      'MSH|^~\\&|XH80X^00A037009B00AB00^EUI-64||||20260912120000||ORU^R01^ORU_R01|41|P|2.4|||AL|NE||UNICODE UTF-8',
      'OBR|1|41|41|182777000^monitoring of patient^SCT|||20260912120000',
      'OBX|1|NM|150301^MDC_PRESS_CUFF_SYS^MDC|1.1.9|-999|266016^MDC_DIM_MMHG^MDC||||||||20260912120000',
      'OBX|2|NM|150456^MDC_PULS_OXIM_SAT_O2^MDC|1.3.1|-100|262688^MDC_DIM_PERCENT^MDC||||||||20260912120000',
      'OBX|3|NM|150344^MDC_TEMP^MDC|1.13.1|-99.9|268192^MDC_DIM_DEGC^MDC||||||||20260912120000',
      'OBX|4|NM|151562^MDC_RESP_RATE^MDC|1.14.1|-1|264928^MDC_DIM_RESP_PER_MIN^MDC||||||||20260912120000',
      'OBX|5|NM|147842^MDC_ECG_HEART_RATE^MDC|1.7.4|71|264864^MDC_DIM_BEAT_PER_MIN^MDC||||||||20260912120000',
    ),
  )
  expect(said(oru)).toEqual(['heart-rate 71'])
  expect(oru.notMeasured.map(({ quantity }) => quantity)).toEqual(['systolic', 'spo2', 'temperature', 'respiratory-rate'])
  expect(oru.observations[0]?.standing).toBe('unverified')
})

test('gateways: mnemonics or LOINC, with the units people write', () => {
  const oru = oruOf(
    bytesOf(
      'MSH|^~\\&|GATE|ICU|||20260912063000+0000||ORU^R01|88|P|2.5.1',
      'OBR|1||||||20260912063000+0000',
      'OBX|1|NM|NIBPs||128|mmHg|||||F',
      'OBX|2|NM|NIBPd^NIBP diastolic^L||76|mm[Hg]|||||F',
      'OBX|3|NM|8867-4^Heart rate^LN||72|{beats}/min^beats per minute^UCUM|||||F',
      'OBX|4|NM|59408-5^Oxygen saturation in Arterial blood by Pulse oximetry^LN||98|%|||||F',
      'OBX|5|NM|RESP^Respiration^99GATE^9279-1^Respiratory rate^LN||14|{breaths}/min|||||F',
      'OBX|6|SN|8310-5^Body temperature^LN||^98.6|[degF]|||||F',
    ),
  )
  expect(said(oru)).toEqual(['systolic 128', 'diastolic 76', 'heart-rate 72', 'spo2 98', 'respiratory-rate 14', 'temperature 37'])
  expect(oru.observations[5]?.original).toEqual({ value: '98.6', unit: '[degF]' })
})
