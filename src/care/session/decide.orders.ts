import { notANumber, outsideProtocol } from './dose.ts'
import { blank, type DataOf, type Deciders, type Finding, no, type Room, verdict, when } from './findings.ts'
import { hasRole } from './roles.ts'
import type { Order } from './session.types.ts'
import { oddWeight, sameNumber } from './weight.ts'

/** What a physician orders: the infusion, and drugs to be given when they are needed. */
export const decideOrders: Deciders<'write-order' | 'sign-order' | 'order-as-needed'> = {
  'write-order': (room, data) => verdict(orderFindings(room, data), { type: 'order-written', data }),
  'sign-order': (room, data) => verdict(signFindings(room, data), { type: 'order-signed', data }),
  'order-as-needed': ({ s }, data) =>
    verdict(
      [
        ...notANumber('dose', data.dose, data.unit),
        ...when([data.drug, data.unit, data.route, data.indication].some(blank), () =>
          no('incomplete', 'An as-needed order names drug, unit, route and what it is for.'),
        ),
        ...when(!Number.isInteger(data.maxDoses) || data.maxDoses < 1, () =>
          no('no-doses', 'An as-needed order says how many doses at most, one or more.', 'maxDoses'),
        ),
        ...when(blank(data.orderId) || s.asNeeded.some(({ orderId }) => orderId === data.orderId), () =>
          no('order-known', 'This as-needed order is written already.', 'orderId'),
        ),
      ],
      { type: 'as-needed-ordered', data },
    ),
}

function orderFindings(room: Room, order: Order): readonly Finding[] {
  const { p, s } = room
  const numbers = [
    ...notANumber('doseMgPerKg', order.doseMgPerKg, 'mg/kg'),
    ...notANumber('durationMin', order.durationMin, 'min'),
    ...notANumber('concentrationMgPerMl', order.concentrationMgPerMl, 'mg/mL'),
  ]
  return [
    ...numbers,
    ...when(order.drug.rxnorm !== p.drug.rxnorm, () =>
      no('other-drug', `The protocol is for ${p.drug.name}; ${order.drug.name} needs its own protocol.`, 'drug'),
    ),
    ...oddWeight(order.weightKg, s.weight?.kg ?? room.chartWeightKg, p, 'weightKg'),
    ...(numbers.length > 0 ? [] : outsideProtocol(order, p)),
    ...(s.status === 'dosing' ? whileDosing(room, order) : []),
  ]
}

/** Only a physician changes the order of a running infusion, and not the weight it is reckoned by. */
function whileDosing({ s, by }: Room, order: Order): readonly Finding[] {
  return [
    ...when(!hasRole(by, ['physician']), () => no('not-your-role', 'Once dosing has begun only a physician writes a new order.')),
    ...when(s.order !== undefined && !sameNumber(order.weightKg, s.order.weightKg), () =>
      no(
        'weight-fixed',
        'Once dosing has begun a new order may change dose, duration and concentration; the weight stays, or the dose so far would change its meaning.',
        'weightKg',
      ),
    ),
  ]
}

/** The physician signs what was read: the newest order, against today's limits of the protocol. */
function signFindings(room: Room, { order }: DataOf<'sign-order'>): readonly Finding[] {
  const { s, p } = room
  const waiting = s.orderDraft ?? s.order
  if (!waiting || waiting.event !== order)
    return [no('not-that-order', 'There is a newer order than the one you have read; sign that one, or write it again.', 'order')]
  return outsideProtocol(waiting, p)
}
