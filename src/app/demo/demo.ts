import type { Ground } from '../house.ts'
import { seedDemo, UNFINISHED } from './seed.ts'
import { openWard, type Ward } from './ward.ts'

export type DemoParts = {
  readonly ground: Ground
  /** Where the demonstration's monitors send; see `openMonitors`. */
  readonly port: number
  readonly report: (fault: unknown) => void
}
export type Demo = {
  /** Makes the demonstration clinic, or finds it when its day is not over. */
  readonly open: () => Promise<void>
  /** At the start of the server: where there is a demonstration its monitors go on. */
  readonly resume: () => Promise<void>
  readonly reset: () => Promise<void>
  readonly close: () => Promise<void>
}

/** A demonstration tells one day; after so many hours everything in it is overdue, and a new one is told. */
const DAY_HOURS = 10

/**
 * The demonstration clinic. The journal takes nothing back, so a reset founds a new clinic and leaves the old one where
 * it is: nobody can enter it any more, and no other clinic is touched.
 */
export function openDemo({ ground, port, report }: DemoParts): Demo {
  let ward: { readonly clinic: string; readonly of: Ward } | null = null
  let last: Promise<void> = Promise.resolve()
  const oneByOne = (work: () => Promise<void>) => (): Promise<void> => {
    const mine = last.then(work)
    last = mine.catch(() => {})
    return mine
  }
  const enliven = (clinic: string): void => {
    if (ward?.clinic === clinic) return
    ward?.of.close()
    ward = { clinic, of: openWard(ground, clinic, port, report) }
  }
  return {
    open: oneByOne(async () => {
      const here = await newest(ground)
      enliven(here && here.hours < DAY_HOURS ? here.id : await seedDemo(ground))
    }),
    resume: oneByOne(async () => {
      const here = await newest(ground)
      if (here) enliven(here.id)
    }),
    reset: oneByOne(async () => enliven(await seedDemo(ground))),
    close: oneByOne(async () => ward?.of.close()),
  }
}

const newest = async ({ database }: Pick<Ground, 'database'>): Promise<{ id: string; hours: number } | null> => {
  const [found] = await database.acrossClinics(
    (tx) => tx.sql<{ id: string; hours: number }>`
      select id, extract(epoch from now() - created_at)::float8 / 3600 as hours from clinic
      where demo and name <> ${UNFINISHED} order by created_at desc limit 1`,
  )
  return found ?? null
}
