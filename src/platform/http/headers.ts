import { Hono, type MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'

/** What browsers are told: only our own scripts and styles, nobody may frame us. */
const policy = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    fontSrc: ["'self'"],
    connectSrc: ["'self'"],
    workerSrc: ["'self'"],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
  xFrameOptions: 'DENY',
  referrerPolicy: 'no-referrer',
  permissionsPolicy: { camera: [], microphone: [], geolocation: [] },
  // `httpApp` says it where every origin is https.
  strictTransportSecurity: false,
})

/** They are the same for every answer, so they are worked out once. */
const told: readonly (readonly [string, string])[] = [
  ...(
    await new Hono()
      .use(policy)
      .get('/', (c) => c.body(null))
      .request('/')
  ).headers,
]

/**
 * Sets them before the handler, which then makes its answer with them: an answer whose headers are changed afterwards is
 * made twice. Answers that a library makes as a whole do not know of them; `headersAfter` is for those.
 */
export const headersBefore: MiddlewareHandler = (c, next) => {
  for (const [name, value] of told) c.header(name, value)
  return next()
}

export const headersAfter: MiddlewareHandler = async (c, next) => {
  await next()
  for (const [name, value] of told) c.header(name, value)
}
