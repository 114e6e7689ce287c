import { z } from 'zod'
import type { Questionnaire } from '../../medicine/scales/questionnaire.ts'

const words = z.string().max(4000)
const coding = z.looseObject({ code: words, display: words.optional() })
const item: z.ZodType = z.looseObject({
  linkId: z.string().min(1).max(120),
  text: words.optional(),
  type: z.string().max(40),
  get item() {
    return z.array(item).max(200).optional()
  },
  answerOption: z
    .array(z.looseObject({ valueCoding: coding.optional() }))
    .max(50)
    .optional(),
})

/** A FHIR R4 Questionnaire; what is not read here is kept. */
export const questionnaire = z.looseObject({
  resourceType: z.literal('Questionnaire'),
  id: z.string().max(64),
  url: z.string().max(300),
  version: z.string().max(40),
  title: z.string().max(200),
  status: z.string().max(20),
  item: z.array(item).max(200).optional(),
}) as unknown as z.ZodType<Questionnaire>
