import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import { msOf } from '../../medicine/time.ts'
import { lines } from '../../platform/pdf/parts.ts'
import { drawPdf } from '../../platform/pdf/pdf.ts'
import { linesOf, SHORT, SIZES, sectionContent, sectionsContent, WARNING } from './record/blocks.pdf.ts'
import { chartSvg } from './record/chart.svg.ts'
import type { RecordContent } from './record/content.ts'
import { CHART_WIDTH } from './record/frame.svg.ts'
import { INK } from './record/svg.ts'

/** The record on paper. The same content gives the same bytes, so that a hash can seal them. */
export const recordPdf = (record: RecordContent): Promise<Buffer> => drawPdf(definition(record))

const MARGIN = 48

function definition(record: RecordContent): TDocumentDefinitions {
  return {
    pageSize: 'LETTER',
    pageMargins: [MARGIN, 42, MARGIN, 44],
    info: info(record),
    language: 'en',
    defaultStyle: { font: 'Roboto', fontSize: SIZES.body, color: INK.text, lineHeight: 1.12 },
    styles: {
      heading: { fontSize: SIZES.heading, bold: true, margin: [0, 10, 0, 2] },
      remark: { fontSize: SIZES.table, color: INK.soft, margin: [0, 0, 0, 2] },
    },
    header: (page) => (page === 1 ? '' : running(record)),
    footer: (page, pages) => foot(record, page, pages),
    pageBreakBefore: (node, { getFollowingNodesOnPage }) => node.headlineLevel === 1 && getFollowingNodesOnPage().length < 3,
    content: [opening(record), pair(record), ...chart(record), note(record), ...sectionsContent(record.sections), seal(record)],
  }
}

/** Dated by the record itself, never by the printing. */
function info({ title, running: { left, right }, clinic, madeOf }: RecordContent): NonNullable<TDocumentDefinitions['info']> {
  const made = new Date(msOf(madeOf))
  return { title: `${title}: ${left}. ${right}`, author: clinic, creator: 'Waymark', producer: 'Waymark', creationDate: made, modDate: made }
}

const opening = ({ title, clinic, status, heading, session }: RecordContent): Content => ({
  stack: [
    {
      columns: [
        { text: `${clinic}  ·  ${title}`, color: INK.soft, fontSize: 9 },
        { text: status.says, alignment: 'right', bold: true, fontSize: 9, color: status.final ? INK.strong : INK.text },
      ],
    },
    { text: heading.name, fontSize: 20, bold: true, margin: [0, 5, 0, 0] },
    { text: heading.about.join('  ·  '), fontSize: 9.5, margin: [0, 0, 0, 5] },
    allergies(heading),
    lines(session),
  ],
})

const allergies = ({ allergies: says, allergic }: RecordContent['heading']): Content => ({
  layout: {
    hLineWidth: () => (allergic ? 1 : 0.5),
    vLineWidth: () => (allergic ? 1 : 0.5),
    hLineColor: () => INK.text,
    vLineColor: () => INK.text,
    paddingTop: () => 3,
    paddingBottom: () => 3,
  },
  margin: [0, 0, 0, 7],
  table: {
    widths: ['*'],
    body: [
      [
        {
          columns: [
            ...(allergic ? [{ svg: WARNING, width: 12, margin: [0, 0.5, 0, 0] as [number, number, number, number] }] : []),
            { text: says, bold: allergic, fontSize: 10 },
          ],
          columnGap: 6,
        },
      ],
    ],
  },
})

/** What was ordered beside what was given. */
const pair = ({ order, totals }: RecordContent): Content => ({
  columns: [order, totals].map((section) => ({ stack: [sectionContent(section)] })),
  columnGap: 20,
})

const chart = ({ chart: data }: RecordContent): Content[] => (data ? [{ svg: chartSvg(data), width: CHART_WIDTH, margin: [0, 9, 0, 0] }] : [])

const note = ({ note: paragraphs }: RecordContent): Content => ({
  unbreakable: linesOf(paragraphs.join('\n')) < SHORT,
  stack: [
    { text: ['In short', { text: '   drafted from what was recorded', bold: false, fontSize: SIZES.table, color: INK.soft }], style: 'heading' },
    ...paragraphs.map((text): Content => ({ text, margin: [0, 0, 0, 2] })),
  ],
})

const seal = ({ seal: { lines: rows, says } }: RecordContent): Content => ({
  unbreakable: true,
  stack: [
    { text: 'Where this record comes from', style: 'heading' },
    lines(rows),
    ...says.map((text): Content => ({ text, color: INK.soft, fontSize: SIZES.table, margin: [0, 3, 0, 0] })),
  ],
})

const running = ({ running: { left, right } }: RecordContent): Content => ({
  margin: [MARGIN, 22, MARGIN, 0],
  columns: [
    { text: left, bold: true, fontSize: SIZES.table },
    { text: right, alignment: 'right', color: INK.soft, fontSize: SIZES.table },
  ],
})

const foot = ({ clinic, status, seal: { lines: rows } }: RecordContent, page: number, pages: number): Content => ({
  margin: [MARGIN, 14, MARGIN, 0],
  fontSize: SIZES.small,
  color: INK.soft,
  columns: [
    { text: `${clinic}  ·  ${status.says}  ·  last hash ${rows.find(({ label }) => label === 'Last hash')?.value.slice(0, 12)}` },
    { text: `Page ${page} of ${pages}`, alignment: 'right', width: 80 },
  ],
})
