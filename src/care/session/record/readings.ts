import { QUANTITIES, type Quantity } from '../../../medicine/vitals.ts'
import type { Live, Reading } from '../session.state.ts'
import { type Book, tableOr, WHEN, writtenAt } from './book.ts'
import type { Column, Row, Section } from './content.ts'
import { notMeasuredWords, who } from './fact.words.ts'

const ALONE: readonly Quantity[] = ['spo2', 'respiratory-rate', 'temperature', 'moaas', 'dissociation', 'nausea', 'anxiety', 'pain']
const SHORT: Readonly<Partial<Record<Quantity, string>>> = { dissociation: 'Dissoc.', moaas: 'MOAA/S' }

/** Every set of readings that stands, in time. A column nobody ever filled is left out; an empty cell was not measured then. */
export function readingsSection(s: Live, book: Book): Section {
  const asked = (quantity: Quantity) => s.readings.some(({ values }) => values[quantity] !== undefined)
  const quantities = ALONE.filter(asked)
  const columns: Column[] = [
    ...WHEN,
    { title: 'HR', unit: '/min', number: true },
    { title: 'BP', unit: 'mmHg', number: true },
    ...quantities.map((quantity) => ({ title: SHORT[quantity] ?? QUANTITIES[quantity].short, unit: QUANTITIES[quantity].unit, number: true })),
    { title: 'By', wide: true },
  ]
  return {
    title: 'Readings',
    remark: 'Entered or accepted by a person. What the bedside monitor sent and nobody accepted is not part of this record.',
    blocks: tableOr(
      'No readings were recorded.',
      columns,
      s.readings.map((set) => row(set, quantities, book)),
    ),
  }
}

function row(set: Reading, quantities: readonly Quantity[], book: Book): Row {
  const cell = (quantity: Quantity) => set.values[quantity]?.toString() ?? ''
  const remarks = [byWords(set), ...notMeasuredWords(set.notMeasured), writtenAt(book, set), lateReason(set, book)].filter(Boolean)
  return {
    cells: [book.time(set.at), book.since(set.at), cell('heart-rate'), pressure(set), ...quantities.map(cell), remarks.join('. ')],
    marks: book.marks(set.event),
  }
}

/** "138/86"; with the mean alone "mean 93". */
function pressure({ values: { systolic, diastolic, 'mean-pressure': mean } }: Reading): string {
  if (systolic === undefined && diastolic === undefined) return mean === undefined ? '' : `mean ${mean}`
  return `${systolic ?? '–'}/${diastolic ?? '–'}`
}

function byWords(set: Reading): string {
  const [taken, all] = [Object.keys(set.from).length, Object.keys(set.values).length]
  return taken === 0 ? who(set.by) : `${who(set.by)}, ${taken === all ? 'from' : 'in part from'} the monitor`
}

function lateReason(set: Reading, book: Book): string {
  const fact = book.entry(set.event)?.fact
  return fact?.type === 'readings-recorded' && fact.data.lateReason ? `Late because: ${fact.data.lateReason}` : ''
}
