import type { Fact, Recorded } from '../../medicine/record.ts'
import type { Instant } from '../../medicine/time.ts'

/** What can be true of a clinic itself. All of it is one stream, `clinic/<the clinic's id>`. */
export type ClinicFact =
  | Fact<'clinic-founded', { readonly name: string; readonly zone: string; readonly demo: boolean }>
  | Fact<'clinic-renamed', { readonly name: string }>
  | Fact<'zone-changed', { readonly zone: string }>
  | Fact<'chair-added', { readonly chair: string; readonly name: string }>
  | Fact<'chair-renamed', { readonly chair: string; readonly name: string }>
  | Fact<'chair-retired', { readonly chair: string; readonly reason: string }>
  | Fact<'chair-returned', { readonly chair: string }>
export type ClinicRecorded = Recorded<ClinicFact>

type Data<T extends ClinicFact['type']> = Extract<ClinicFact, { type: T }>['data']

export type ClinicOrder =
  | { readonly type: 'found'; readonly data: Data<'clinic-founded'> }
  | { readonly type: 'rename'; readonly data: Data<'clinic-renamed'> }
  | { readonly type: 'change-zone'; readonly data: Data<'zone-changed'> }
  | { readonly type: 'add-chair'; readonly data: Data<'chair-added'> }
  | { readonly type: 'rename-chair'; readonly data: Data<'chair-renamed'> }
  | { readonly type: 'retire-chair'; readonly data: Data<'chair-retired'> }
  | { readonly type: 'return-chair'; readonly data: Data<'chair-returned'> }

export type Chair = { readonly id: string; readonly name: string; readonly retired?: { readonly at: Instant; readonly reason: string } }

export type Clinic =
  | { readonly status: 'none'; readonly seq: 0 }
  | {
      readonly status: 'founded'
      readonly seq: number
      readonly name: string
      /** IANA name, `America/New_York`: the wall clock of this clinic. */
      readonly zone: string
      readonly demo: boolean
      readonly foundedAt: Instant
      /** In the order they were added; the board shows them so. */
      readonly chairs: readonly Chair[]
    }
export type Founded = Extract<Clinic, { status: 'founded' }>
