import type { Content, CustomTableLayout, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js'

/** What papers have in common. Sizes and margins in points; ink is grey, so that a copy loses nothing. */
export const PAPER = { text: '#2b2a27', soft: '#77736b', line: '#dedad2' } as const
export const MARGIN = 48

/** `drawing`: a signature as the path of an SVG in a box of 300 by 100. */
export type Line = { readonly label: string; readonly value: string; readonly drawing?: string }

const QUIET: CustomTableLayout = {
  hLineWidth: () => 0,
  vLineWidth: () => 0,
  paddingLeft: (i) => (i === 0 ? 0 : 6),
  paddingRight: () => 0,
  paddingTop: () => 1.1,
  paddingBottom: () => 1.1,
}

/** A label and what stands beside it, line by line. */
export const lines = (rows: readonly Line[], labelWidth = 66): Content => ({
  layout: QUIET,
  table: {
    widths: [labelWidth, '*'],
    body: rows.map((row): TableCell[] => [{ text: row.label, color: PAPER.soft }, spoken(row)]),
  },
})

const spoken = ({ value, drawing }: Line): TableCell =>
  drawing ? { stack: [{ text: value }, { svg: signature(drawing), width: 105, margin: [0, 2, 0, 2] }] } : { text: value }

const signature = (path: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="100" viewBox="0 0 300 100"><path d="${path}" fill="none" stroke="${PAPER.text}" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"/></svg>`

type Frame = {
  readonly title: string
  readonly clinic: string
  /** Repeated on every page but the first. */
  readonly running: { readonly left: string; readonly right: string }
  /** What the paper is and what it was made from, at the foot of every page. */
  readonly foot: string
  /** The moment the paper speaks of, never that of the printing. */
  readonly madeOf: Date
  /** Of the running text. */
  readonly size: number
}

/** Letter paper with a running head, page numbers and its own date. */
export const framed = ({ title, clinic, running, foot, madeOf, size }: Frame, content: Content[]): TDocumentDefinitions => ({
  pageSize: 'LETTER',
  pageMargins: [MARGIN, MARGIN, MARGIN, MARGIN],
  info: { title, author: clinic, creator: 'Waymark', producer: 'Waymark', creationDate: madeOf, modDate: madeOf },
  language: 'en',
  defaultStyle: { font: 'Roboto', fontSize: size, color: PAPER.text, lineHeight: 1.2 },
  styles: { heading: { fontSize: size * 1.2, bold: true, margin: [0, 10, 0, 2] }, small: { fontSize: 7.8, color: PAPER.soft } },
  header: (page) =>
    page === 1
      ? ''
      : {
          margin: [MARGIN, 24, MARGIN, 0],
          columns: [
            { text: running.left, bold: true, fontSize: 7.8 },
            { text: running.right, alignment: 'right', color: PAPER.soft, fontSize: 7.8 },
          ],
        },
  footer: (page, pages) => ({
    margin: [MARGIN, 16, MARGIN, 0],
    fontSize: 7,
    color: PAPER.soft,
    columns: [{ text: foot }, { text: `Page ${page} of ${pages}`, alignment: 'right', width: 80 }],
  }),
  pageBreakBefore: (node, { getFollowingNodesOnPage }) => node.headlineLevel === 1 && getFollowingNodesOnPage().length < 3,
  content,
})
