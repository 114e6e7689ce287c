import type { Content } from 'pdfmake/interfaces.js'
import { msOf } from '../../medicine/time.ts'
import { framed, PAPER } from '../../platform/pdf/parts.ts'
import { drawPdf } from '../../platform/pdf/pdf.ts'
import type { Letter } from './letter.types.ts'

/** A letter on paper. The same content gives the same bytes. */
export const letterPdf = (letter: Letter): Promise<Buffer> => {
  const { title, from, to, date, about, parts, signed, foot, madeOf, kind } = letter
  const running = { left: about, right: title }
  return drawPdf(
    framed({ title: `${title}: ${about}`, clinic: from, running, foot, madeOf: new Date(msOf(madeOf)), size: kind === 'patient' ? 12 : 10.5 }, [
      {
        columns: [
          { stack: [{ text: from, bold: true }, ...to.map((text): Content => ({ text, color: PAPER.text }))], width: '*' },
          { text: date, alignment: 'right', width: 130 },
        ],
        margin: [0, 0, 0, 18],
      },
      { text: title, fontSize: 16, bold: true },
      { text: about, color: PAPER.soft, margin: [0, 2, 0, 8] },
      ...parts.map(part),
      {
        unbreakable: true,
        margin: [0, 16, 0, 0],
        stack: [
          { text: 'Signed on the screen by', style: 'small' },
          { text: signed, bold: true },
        ],
      },
    ]),
  )
}

const part = ({ title, says, list }: Letter['parts'][number]): Content => ({
  unbreakable: says.join('').length < 2000,
  margin: [0, 0, 0, 6],
  stack: [
    ...(title ? [{ text: title, style: 'heading' } as const] : []),
    ...(list ? [{ ul: says.map((text) => ({ text })) }] : says.map((text): Content => ({ text, margin: [0, 0, 0, 3] }))),
  ],
})
