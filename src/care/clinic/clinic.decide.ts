import type { Decision, Reason } from '../../medicine/record.ts'
import type { Chair, Clinic, ClinicFact, ClinicOrder, Founded } from './clinic.types.ts'

/** `busy`: the chairs with a session planned or under way; such a chair stays. */
export type Around = { readonly busy: readonly string[] }

export function decide(clinic: Clinic, order: ClinicOrder, { busy }: Around): Decision<ClinicFact> {
  const because = clinic.status === 'none' ? beforeFounding(order) : objections(clinic, order, busy)
  return because.length > 0 ? { kind: 'refused', because } : { kind: 'accepted', facts: [factOf(order)] }
}

/** Whether the wall clock of this name is known; the list is the runtime's own (IANA). */
export function isZone(zone: string): boolean {
  // The runtime takes bare offsets such as +05:00 too; a clinic's clock changes in spring and autumn, so only names will do.
  if (!/^[A-Za-z]/.test(zone)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

const beforeFounding = (order: ClinicOrder): Reason[] =>
  order.type === 'found' ? [...badName(order.data.name), ...badZone(order.data.zone)] : [{ code: 'no-clinic', message: 'There is no clinic yet.' }]

function objections(clinic: Founded, order: ClinicOrder, busy: readonly string[]): Reason[] {
  switch (order.type) {
    case 'found':
      return [{ code: 'already-founded', message: 'This clinic exists already.' }]
    case 'rename':
      return badName(order.data.name)
    case 'change-zone':
      return badZone(order.data.zone)
    case 'add-chair':
      return [...(find(clinic, order.data.chair) ? [taken] : []), ...badChairName(clinic, order.data)]
    case 'rename-chair':
      return onChair(clinic, order.data.chair, () => badChairName(clinic, order.data))
    case 'retire-chair':
      return onChair(clinic, order.data.chair, (chair) => [
        ...(chair.retired ? [{ code: 'already-retired', message: `${chair.name} is out of use already.` }] : []),
        ...(busy.includes(chair.id) ? [{ code: 'chair-busy', message: `A session is planned or under way in ${chair.name}. Move it first.` }] : []),
        ...(order.data.reason.trim() === '' ? [{ code: 'no-reason', field: 'reason', message: 'Say why.' }] : []),
      ])
    case 'return-chair':
      return onChair(clinic, order.data.chair, (chair) =>
        chair.retired ? badChairName(clinic, { chair: chair.id, name: chair.name }) : [{ code: 'in-use', message: `${chair.name} is in use.` }],
      )
    default:
      return order satisfies never
  }
}

function factOf(order: ClinicOrder): ClinicFact {
  switch (order.type) {
    case 'found':
      return { type: 'clinic-founded', data: { ...order.data, name: order.data.name.trim() } }
    case 'rename':
      return { type: 'clinic-renamed', data: { name: order.data.name.trim() } }
    case 'change-zone':
      return { type: 'zone-changed', data: order.data }
    case 'add-chair':
      return { type: 'chair-added', data: { ...order.data, name: order.data.name.trim() } }
    case 'rename-chair':
      return { type: 'chair-renamed', data: { ...order.data, name: order.data.name.trim() } }
    case 'retire-chair':
      return { type: 'chair-retired', data: order.data }
    case 'return-chair':
      return { type: 'chair-returned', data: order.data }
    default:
      return order satisfies never
  }
}

const find = (clinic: Founded, id: string): Chair | undefined => clinic.chairs.find((chair) => chair.id === id)

function onChair(clinic: Founded, id: string, check: (chair: Chair) => Reason[]): Reason[] {
  const chair = find(clinic, id)
  return chair ? check(chair) : [{ code: 'no-such-chair', message: 'There is no such chair.' }]
}

/** Two chairs in use of one name would send a patient to the wrong one. */
function badChairName(clinic: Founded, { chair, name }: { readonly chair: string; readonly name: string }): Reason[] {
  const wanted = name.trim().toLowerCase()
  if (wanted === '') return [{ code: 'no-name', field: 'name', message: 'A name is needed.' }]
  const other = clinic.chairs.find((one) => one.id !== chair && !one.retired && one.name.toLowerCase() === wanted)
  return other ? [{ code: 'name-in-use', field: 'name', message: `Another chair is called ${other.name}.` }] : []
}

const badName = (name: string): Reason[] => (name.trim() === '' ? [{ code: 'no-name', field: 'name', message: 'A name is needed.' }] : [])
const badZone = (zone: string): Reason[] => (isZone(zone) ? [] : [{ code: 'no-such-zone', field: 'zone', message: 'There is no such time zone.' }])
const taken: Reason = { code: 'taken', message: 'This id is in use already.' }
