import { json } from '../../platform/http/answers.ts'
import { answerCommand, commandHead, done } from '../../platform/http/command.ts'
import { routes } from '../../platform/http/http-app.ts'
import { route } from '../../platform/http/route.ts'
import type { Journal } from '../../platform/journal/journal.ts'
import { DEVICES, decideDevices } from './devices.ts'
import { countToLookAt, dismiss, messagesToLookAt } from './message.store.ts'
import { type DeviceBook, devicesModel, listDevices, serverTime } from './monitor.store.ts'
import { deviceList, deviceOrder } from './monitor.wire.ts'

/** What the routes need from the rest of the house. */
export type MonitorHouse = {
  readonly journal: Journal
  readonly book: DeviceBook
  /** The chairs the clinic has: a device is bound to one of them. */
  readonly chairs: (clinic: string) => Promise<readonly string[]>
  /** Where this clinic's monitors send to; null when nothing listens. */
  readonly listener?: (clinic: string) => Promise<{ readonly host: string; readonly port: number } | null>
}

const DATABASE = { may: 'device.see', leaves: 'devices.listed', quiet: true } as const
const COMMANDS = {
  bind: 'device.manage',
  unbind: 'device.manage',
  rename: 'device.manage',
  block: 'device.manage',
  unblock: 'device.manage',
  dismiss: 'device.manage',
} as const

const body = commandHead.and(deviceOrder).openapi({
  example: {
    id: '019ab3c2-7a10-7c3e-9b0a-2f6d5e4c3b2a',
    at: '2026-11-24T14:05:00.000Z',
    type: 'bind',
    data: { device: '00A03700110012AB', chair: '3', name: 'Monitor by the window' },
  },
})

export const monitorRoutes = ({ journal, book, chairs, listener = async () => null }: MonitorHouse) =>
  routes()
    .openapi(
      route(DATABASE, {
        method: 'get',
        path: '/devices',
        summary: 'Bedside devices and messages to look at',
        responses: { 200: json(deviceList, 'Devices known and heard, with what they show, and messages that somebody should look at') },
      }),
      async (c) => {
        const { tx, clinic } = c.var
        const devices = await listDevices(tx, clinic, await book.of(clinic))
        const messages = await messagesToLookAt(tx, clinic)
        return c.json({ devices, messages, toLookAt: await countToLookAt(tx, clinic), listener: await listener(clinic), serverTime: serverTime() }, 200)
      },
    )
    .openapi(
      route(
        { may: { commands: COMMANDS }, leaves: 'device.changed', through: 'journal' },
        {
          method: 'post',
          path: '/devices/commands',
          summary: 'Bind, name or block a device; put a message aside',
          request: { body: { required: true, content: { 'application/json': { schema: body } } } },
          responses: done,
        },
      ),
      async (c) => {
        const { clinic, person, via, house } = c.var
        const command = c.req.valid('json')
        if (command.type === 'dismiss') {
          const gone = await house.database.as(clinic, async (tx) => {
            await house.audit.write(tx, {
              clinic,
              at: serverTime(),
              by: person.by,
              act: 'write',
              event: 'device-message.dismissed',
              requestId: c.var.requestId,
              outcome: 200,
            })
            return dismiss(tx, clinic, command.data.message, person.by.name)
          })
          return gone ? c.json({ facts: [], seq: 0 }, 200) : c.json({ code: 'no-such-message', message: 'There is no such message to put aside.' }, 404)
        }
        const known = await chairs(clinic)
        const { id, at, confirmed: _, ...order } = command
        const outcome = await journal.execute(
          { clinic, stream: DEVICES, id: id.toLowerCase(), digest: { at, ...order }, by: person.by, via, at },
          devicesModel,
          (state) => decideDevices(state, order, known),
        )
        book.changed(clinic)
        return answerCommand(c, outcome)
      },
    )
