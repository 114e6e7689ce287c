import type { Content } from 'pdfmake/interfaces.js'
import { msOf } from '../../medicine/time.ts'
import { framed, lines, PAPER } from '../../platform/pdf/parts.ts'
import { drawPdf } from '../../platform/pdf/pdf.ts'
import type { ConsentPaper } from './consent.paper.ts'

/** The consent on paper, in the size a patient reads. The same content gives the same bytes, so that a hash can seal them. */
export const consentPdf = (paper: ConsentPaper): Promise<Buffer> => {
  const { title, clinic, running, foot, madeOf } = paper
  return drawPdf(
    framed({ title: `${title}: ${running.left}`, clinic, running, foot, madeOf: new Date(msOf(madeOf)), size: 10 }, [
      opening(paper),
      ...paper.sections.map(section),
      ...questions(paper),
      { unbreakable: true, stack: [{ text: 'Signatures', style: 'heading' }, lines(paper.signatures, 130)] },
      {
        unbreakable: true,
        stack: [
          { text: 'Where this paper comes from', style: 'heading' },
          { stack: [lines(paper.seal, 90)], fontSize: 8 },
        ],
      },
    ]),
  )
}

const opening = ({ clinic, title, status, about }: ConsentPaper): Content => ({
  stack: [
    {
      columns: [
        { text: clinic, color: PAPER.soft, fontSize: 9 },
        { text: status, alignment: 'right', bold: true, fontSize: 9 },
      ],
    },
    { text: title, fontSize: 20, bold: true, margin: [0, 5, 0, 6] },
    lines(about),
  ],
})

const section = ({ title, paragraphs }: ConsentPaper['sections'][number]): Content => ({
  unbreakable: paragraphs.join('').length < 2500,
  stack: [{ text: title, style: 'heading' }, ...paragraphs.map((text): Content => ({ text, margin: [0, 0, 0, 2] }))],
})

const questions = ({ questions: asked }: ConsentPaper): Content[] =>
  asked.length === 0
    ? []
    : [
        { text: 'Questions, and the answers', style: 'heading', headlineLevel: 1 },
        ...asked.map((one): Content => ({ stack: [{ text: one.asked, bold: true }, { text: one.answered }], margin: [0, 0, 0, 4] })),
      ]
