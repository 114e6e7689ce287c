import type { Content, CustomTableLayout, TableCell } from 'pdfmake/interfaces.js'
import { lines } from '../../../platform/pdf/parts.ts'
import type { Block, Check, Column, Line, Paragraph, Row, RowMark, Section } from './content.ts'
import { dot, INK, line, picture, shape } from './svg.ts'

/** Parts of a record as pdfmake content. Sizes in points. */

export const SIZES = { body: 8.6, table: 7.8, small: 7, heading: 10.5 } as const

/** Sections in order; neighbours of which there is only to say that there was nothing become lines of one table. */
export function sectionsContent(sections: readonly Section[]): Content[] {
  const out: Content[] = []
  let nothing: Line[] = []
  const flush = () => {
    if (nothing.length > 0) out.push({ stack: [lines(nothing, 110)], margin: [0, 10, 0, 0], unbreakable: true })
    nothing = []
  }
  for (const section of sections) {
    const [only, ...more] = section.blocks
    if (only?.kind === 'none' && more.length === 0) nothing.push({ label: section.title, value: only.says })
    else {
      flush()
      out.push(sectionContent(section))
    }
  }
  flush()
  return out
}

export const sectionContent = ({ title, remark, blocks }: Section): Content => {
  const [first, ...rest] = blocks.map(blockContent)
  const head: Content = { text: title, style: 'heading' }
  const says: Content[] = remark ? [{ text: remark, style: 'remark' }] : []
  // A heading is never left alone at the foot of a page: short parts stay whole, the rest may break after their head.
  if (blocks.reduce((sum, block) => sum + linesIn(block), 0) < SHORT) return { stack: [head, ...says, ...(first ? [first] : []), ...rest], unbreakable: true }
  return { stack: [{ ...head, headlineLevel: 1 }, ...says, ...(first ? [first] : []), ...rest] }
}

/** What is kept whole must surely fit on a page: pdfmake loses what does not. In lines, about half a page. */
export const SHORT = 36

/** About how many lines a block takes, rather too many than too few. */
function linesIn(block: Block): number {
  switch (block.kind) {
    case 'lines':
      return sum(block.lines.map(({ value, drawing }) => folds(value, 80) + (drawing ? 4 : 0)))
    case 'table':
      return 2 + sum(block.rows.map(({ cells }) => 1.3 * Math.max(...cells.map((cell) => folds(cell, 36)))))
    case 'checks':
      return sum(block.checks.map(({ says, why }) => 1.3 * Math.max(folds(says, 36), folds(why, 60))))
    case 'paragraphs':
      return sum(block.paragraphs.map(({ text, head: first }) => linesOf(text) + (first ? 1 : 0)))
    case 'none':
      return 1
    default:
      return block satisfies never
  }
}
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)
const folds = (text: string, width: number): number => sum(text.split('\n').map((line) => Math.max(1, Math.ceil(line.length / width))))
export const linesOf = (text: string): number => folds(text, 100)

function blockContent(block: Block): Content {
  switch (block.kind) {
    case 'lines':
      return lines(block.lines)
    case 'table':
      return table(block.columns, block.rows)
    case 'checks':
      return checks(block.checks)
    case 'paragraphs':
      return { stack: block.paragraphs.map(paragraph), margin: [0, 1, 0, 0] }
    case 'none':
      return { text: block.says, color: INK.soft, margin: [0, 1, 0, 2] }
    default:
      return block satisfies never
  }
}

const RULED: CustomTableLayout = {
  hLineWidth: (i) => (i === 0 ? 0 : i === 1 ? 0.8 : 0.4),
  hLineColor: (i) => (i === 1 ? INK.soft : INK.line),
  vLineWidth: () => 0,
  paddingLeft: (i) => (i === 0 ? 0 : 4),
  paddingRight: (i, node) => (i === (node.table.widths?.length ?? 0) - 1 ? 0 : 4),
  paddingTop: () => 2.2,
  paddingBottom: () => 2.2,
}

function table(columns: readonly Column[], rows: readonly Row[]): Content {
  const marked = rows.some(({ marks }) => marks && marks.length > 0)
  const widths = columns.map(({ wide, points }) => points ?? (wide ? '*' : 'auto'))
  return {
    layout: RULED,
    fontSize: SIZES.table,
    margin: [0, 1, 0, 2],
    table: {
      headerRows: 1,
      keepWithHeaderRows: rows.slice(0, 1).every(isShort) ? 1 : 0,
      dontBreakRows: rows.every(isShort),
      widths: marked ? [...widths, 'auto'] : widths,
      body: [
        [...columns.map(head), ...(marked ? [''] : [])],
        ...rows.map((row) => [...row.cells.map((cell, i) => cellOf(cell, columns[i])), ...(marked ? [marks(row)] : [])]),
      ],
    },
  }
}

/** Even in the narrowest column a row of so many letters is less than a page. */
const isShort = ({ cells }: Row): boolean => cells.every((cell) => cell.length < 400)

const head = ({ title, unit, number }: Column): TableCell => ({
  text: unit ? [title, { text: `\n${unit}`, color: INK.soft, bold: false }] : title,
  bold: true,
  fontSize: SIZES.small,
  alignment: number ? 'right' : 'left',
})
const cellOf = (text: string, column: Column | undefined): TableCell => ({ text, alignment: column?.number ? 'right' : 'left' })
const MARKS: Readonly<Record<RowMark, string>> = { late: 'late', corrected: 'corrected' }
const marks = (row: Row): TableCell => ({ text: (row.marks ?? []).map((mark) => MARKS[mark]).join(', '), bold: true, fontSize: SIZES.small, noWrap: true })

const STATES: Readonly<Record<Check['state'], string>> = { met: 'met', 'not-met': 'not met', unknown: 'unknown', overridden: 'overridden' }

const checks = (rows: readonly Check[]): Content => ({
  layout: { ...RULED, hLineWidth: (i) => (i === 0 ? 0 : 0.4), hLineColor: () => INK.line },
  fontSize: SIZES.table,
  margin: [0, 1, 0, 2],
  table: {
    headerRows: 0,
    dontBreakRows: rows.every(({ why }) => why.length < 400),
    widths: [9, 46, 168, '*'],
    body: rows.map(({ state, says, why }): TableCell[] => [
      { svg: STATE_MARKS[state], width: 8, margin: [0, 1, 0, 0] },
      { text: STATES[state], bold: state !== 'met' },
      { text: says },
      { text: why, color: state === 'met' ? INK.soft : INK.text },
    ]),
  },
})

const ring = (fill: string): string => dot([5, 5], 4.2, { fill, stroke: INK.strong, width: 0.8 })
const STATE_MARKS: Readonly<Record<Check['state'], string>> = {
  met: picture(10, 10, [
    ring(INK.strong),
    line(
      [
        [2.9, 5.2],
        [4.4, 6.8],
        [7.2, 3.4],
      ],
      { stroke: INK.paper, width: 1.1 },
    ),
  ]),
  'not-met': picture(10, 10, [
    ring(INK.paper),
    line(
      [
        [3.3, 3.3],
        [6.7, 6.7],
      ],
      { stroke: INK.text, width: 1.1 },
    ),
    line(
      [
        [6.7, 3.3],
        [3.3, 6.7],
      ],
      { stroke: INK.text, width: 1.1 },
    ),
  ]),
  unknown: picture(10, 10, [dot([5, 5], 4.2, { stroke: INK.text, width: 0.8, dash: '1.4 1.2' }), dot([5, 5], 0.9, { fill: INK.text })]),
  overridden: picture(10, 10, [
    ring(INK.paper),
    line(
      [
        [2.8, 5],
        [7.2, 5],
      ],
      { stroke: INK.text, width: 1.2 },
    ),
  ]),
}

export const WARNING = picture(12, 11, [
  shape(
    [
      [6, 0.8],
      [11.4, 10.2],
      [0.6, 10.2],
    ],
    { stroke: INK.text, width: 1 },
  ),
  line(
    [
      [6, 4],
      [6, 7],
    ],
    { stroke: INK.text, width: 1.1 },
  ),
  dot([6, 8.6], 0.7, { fill: INK.text }),
])

const paragraph = ({ head: first, text }: Paragraph): Content => ({
  stack: [...(first ? [{ text: first, color: INK.soft, fontSize: SIZES.table }] : []), { text }],
  margin: [0, 1, 0, 4],
})
