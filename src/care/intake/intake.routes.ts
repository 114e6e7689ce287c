import { routes } from '../../platform/http/http-app.ts'
import { answerRoutes } from './answer.routes.ts'
import { intakeDoorRoutes } from './door.routes.ts'
import { instrumentRoutes } from './instrument.routes.ts'
import type { IntakeParts } from './parts.routes.ts'
import { referralRoutes } from './referral.routes.ts'
import { sendRoutes } from './send.routes.ts'

export const intakeRoutes = (parts: IntakeParts) =>
  [intakeDoorRoutes(parts), answerRoutes(parts), sendRoutes(parts), referralRoutes(parts), instrumentRoutes(parts)].reduce(
    (all, some) => all.route('/', some as never) as never,
    routes(),
  )
