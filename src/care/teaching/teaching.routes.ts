import { json } from '../../platform/http/answers.ts'
import { routes } from '../../platform/http/http-app.ts'
import { route } from '../../platform/http/route.ts'
import type { Book } from './book.ts'
import { book as schema } from './book.wire.ts'

/** The published regimens for the teaching page. No patient's data and nothing to store. */
export const teachingRoutes = (book: Book) =>
  routes().openapi(
    route(
      { may: 'teaching.see', leaves: 'regimens.read', through: 'nothing', quiet: true },
      {
        method: 'get',
        path: '/teaching/regimens',
        summary: 'Published regimens for the teaching page, every number with unit and source',
        responses: { 200: json(schema, 'The document as data') },
      },
    ),
    (c) => c.json(book, 200),
  )
