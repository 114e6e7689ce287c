import { z } from '@hono/zod-openapi'
import { addMinutes, instant } from '../../medicine/time.ts'
import { json } from '../../platform/http/answers.ts'
import { routes } from '../../platform/http/http-app.ts'
import { route } from '../../platform/http/route.ts'
import type { ChartDoor, ChartSources } from './chart-door.routes.ts'
import { acknowledgeGrant, addGrant, unseenGrants } from './chart-door.store.ts'
import { breakGlassBody } from './staff.wire.ts'

const notice = z.object({
  id: z.string(),
  patient: z.string(),
  staff: z.string(),
  name: z.string(),
  reason: z.string(),
  at: z.string(),
  until: z.string(),
})

/** Opens one closed chart to one person for a short time, says why, and tells the owner. */
export const breakGlassRoutes = ({ sources, charts }: { sources: Pick<ChartSources, 'chartOf'>; charts: ChartDoor }) =>
  routes()
    .openapi(
      route(
        { may: 'chart.break-glass', leaves: 'chart.opened-by-break-glass', act: 'break-glass' },
        {
          method: 'post',
          path: '/patients/{id}/break-glass',
          summary: 'Open one closed chart for a short time, with a reason',
          request: {
            params: z.object({ id: z.string().max(64) }),
            body: {
              ...json(breakGlassBody, 'Why, and for how long', { reason: 'Called from the ward: what was given this morning?', minutes: 15 }),
              required: true,
            },
          },
          responses: { 200: json(z.object({ until: z.string() }), 'Open until') },
        },
      ),
      async (c) => {
        const { id: patient } = c.req.valid('param')
        const { reason, minutes } = c.req.valid('json')
        const { tx, clinic, person, house, about } = c.var
        Object.assign(about, { patient, reason })
        if (!(await sources.chartOf(tx, patient))) return c.json({ code: 'no-such-patient', message: 'There is no such patient.' }, 404)
        const now = instant(house.now().getTime())
        const until = addMinutes(now, minutes)
        await addGrant(tx, clinic, { patient, staff: person.by.id, staff_name: person.by.name, reason, granted_at: now, until_at: until })
        charts.forget(clinic, patient)
        return c.json({ until }, 200)
      },
    )
    .openapi(
      route(
        { may: 'audit.read', leaves: 'notices.read', quiet: true },
        {
          method: 'get',
          path: '/notices',
          summary: 'Charts opened by break-glass that nobody has looked into yet',
          responses: { 200: json(z.object({ notices: z.array(notice) }), 'Newest first') },
        },
      ),
      async (c) => {
        const grants = await unseenGrants(c.var.tx)
        const notices = grants.map(({ id, patient, staff, staff_name, reason, granted_at, until_at }) => ({
          id,
          patient,
          staff,
          name: staff_name,
          reason,
          at: granted_at,
          until: until_at,
        }))
        return c.json({ notices }, 200)
      },
    )
    .openapi(
      route(
        { may: 'audit.read', leaves: 'notice.acknowledged' },
        {
          method: 'post',
          path: '/notices/{id}/acknowledge',
          summary: 'The owner has seen it',
          request: { params: z.object({ id: z.uuid() }) },
          responses: { 200: json(z.object({ id: z.string() }), 'Seen') },
        },
      ),
      async (c) => {
        const { id } = c.req.valid('param')
        const { tx, person, house } = c.var
        const seen = await acknowledgeGrant(tx, id, person.by.id, instant(house.now().getTime()))
        return seen ? c.json({ id }, 200) : c.json({ code: 'no-such-notice', message: 'There is no such notice, or somebody has seen it already.' }, 404)
      },
    )
