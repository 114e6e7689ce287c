import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { connection } from '../platform/db/database.ts'
import { recordStatements, type Spoken } from '../platform/db/recorded.fixture.ts'
import { freshDatabase } from '../platform/db/testing.ts'
import { uuid7 } from '../platform/journal/uuid7.ts'
import { openWorld } from './routes-walk.world.ts'
import { workADay } from './wrong-clinic.fixture.ts'

// Every statement that the program sends while a clinic works is written down, and then sent once more for another
// clinic, and for none. The answer has to be, to the letter, the one that a house without any patient would give.
const root = join(import.meta.dirname, '../..')
const lived = await freshDatabase()
const empty = await freshDatabase()
const app = decodeURIComponent(new URL(lived.appUrl).username)
const record = recordStatements(app)
const world = await openWorld(lived)
await workADay(world)
// What is written later in batches is written now.
await world.close()
record.stop()

/** The size of a table as a whole, asked when messages are let go: a number about the disk, shown to nobody. */
const OF_THE_HOUSE = "select pg_table_size('device_message')::float8 as bytes"
const HOUSEKEEPING = /^(begin|commit|rollback|set |discard|listen|select pg_notify|set local .*pg_advisory_xact_lock|fetch |close )/
const ours = record.spoken.filter(({ as, text }) => as === 'app' && !HOUSEKEEPING.test(text) && text !== OF_THE_HOUSE)
/** What a cursor walks over is asked at once. */
const asked = ours.map((one) => ({ ...one, text: one.text.replace(/^\s*declare \w+ (?:no scroll )?cursor for /, '') }))
const statements = Map.groupBy(asked, ({ text }) => text)
/** Each statement with the values of its first and its last time. */
const cases = [...statements.values()].flatMap((spoken) => [...new Set([spoken[0], spoken.at(-1)])]).filter((one) => one !== undefined)

type Said = { readonly rows: unknown; readonly changed: number | null } | { readonly refused: string }

/** Sends a statement as the server would for `clinic`, commits it, and tells what came back. */
async function say(client: pg.Client, clinic: string | null, { text, values }: Pick<Spoken, 'text' | 'values'>): Promise<Said> {
  await client.query(`begin; select set_config('waymark.clinic', '${clinic ?? ''}', true)`)
  try {
    const { rows, rowCount } = await client.query({ text, values: [...values] })
    await client.query('commit')
    return { rows, changed: rowCount }
  } catch (fault) {
    await client.query('rollback')
    return { refused: (fault as pg.DatabaseError).code ?? '' }
  }
}

async function everyRow(url: string): Promise<Record<string, string[]>> {
  const client = await connected(url)
  const { rows: tables } = await client.query("select oid::regclass::text as name from pg_class where relnamespace = 'waymark'::regnamespace and relkind = 'r'")
  const all: Record<string, string[]> = {}
  for (const { name } of tables) all[name] = (await client.query(`select t::text as row from ${name} t order by 1`)).rows.map(({ row }) => row)
  await client.end()
  return all
}

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client(connection(url))
  await client.connect()
  return client
}

const wrong = { 'another clinic': uuid7(), 'no clinic': null } as const

describe.each(Object.entries(wrong))('every statement sent for %s', async (_name, clinic) => {
  const before = await everyRow(lived.ownerUrl)
  const [here, nothing] = [await connected(lived.appUrl), await connected(empty.appUrl)]
  const answers: { text: string; here: Said; nothing: Said }[] = []
  for (const one of cases) answers.push({ text: one.text, here: await say(here, clinic, one), nothing: await say(nothing, clinic, one) })
  await Promise.all([here.end(), nothing.end()])

  test('answers what an empty house would answer: no row of anybody, and not even whether there is one', () => {
    const told = answers.filter(({ here, nothing }) => JSON.stringify(here) !== JSON.stringify(nothing))
    expect(told).toEqual([])
  })

  test('changes no row', async () => {
    expect(await everyRow(lived.ownerUrl)).toEqual(before)
  })
})

test('sent for the clinic it was meant for, the same statements do show and change something', async () => {
  const client = await connected(lived.appUrl)
  let [shown, changed] = [0, 0]
  for (const one of cases) {
    await client.query(`begin; select set_config('waymark.clinic', '${one.clinic}', true)`)
    const answer = await client.query({ text: one.text, values: [...one.values] }).catch(() => null)
    if (answer?.command === 'SELECT' && answer.rows.length > 0) shown += 1
    if (answer && answer.command !== 'SELECT' && (answer.rowCount ?? 0) > 0) changed += 1
    await client.query('rollback')
  }
  await client.end()
  expect(shown).toBeGreaterThan(40)
  expect(changed).toBeGreaterThan(15)
})

/** The SQL of a file: its template texts that begin as a statement does, in the parts between their values. */
function sqlIn(file: string): string[][] {
  const text = readFileSync(join(root, file), 'utf8').replaceAll(/\/\*\*[\s\S]*?\*\//g, '')
  return [...text.matchAll(/(?<=sql(?:<.+?>)?|text\w* =|tx,|query(?:<.+?>)?\()\s*`(?=\s*(?:select|insert|update|delete|with|declare)\b)/g)].map(
    ({ index, 0: { length } }) => parts(text, index + length),
  )
}
function parts(text: string, from: number): string[] {
  const found: string[] = []
  let [at, begun] = [from, from]
  for (; text[at] !== '`'; at += 1) {
    if (!text.startsWith('${', at)) continue
    found.push(text.slice(begun, at))
    at = afterValue(text, at + 2)
    begun = at + 1
  }
  return [...found, text.slice(begun, at)]
}
/** Where a value in a template ends, over the braces and templates inside it. */
function afterValue(text: string, from: number): number {
  let at = from
  for (let depth = 1; ; at += 1) {
    if (text[at] === '`') at = templateEnd(text, at + 1)
    else if (text[at] === '{') depth += 1
    else if (text[at] === '}' && --depth === 0) return at
  }
}
function templateEnd(text: string, from: number): number {
  let at = from
  for (; text[at] !== '`'; at += 1) if (text.startsWith('${', at)) at = afterValue(text, at + 2)
  return at
}
const flat = (sql: string) => sql.replaceAll(/\s+/g, ' ').trim()
const heard = [...statements.keys(), OF_THE_HOUSE].map(flat)
const wasHeard = ([first = '', ...rest]: readonly string[]): boolean => {
  const pieces = [first.replace(/^\s*declare \w+ (?:no scroll )?cursor for /, ''), ...rest].map(flat)
  return heard.some((text) => pieces.every((piece) => text.includes(piece)))
}

/** Files and folders whose statements the server's role never sends: they run past the wall, as the owner, and why. */
const PAST_THE_WALL: Readonly<Record<string, string>> = {
  'src/platform/journal/rebuild.ts': 'npx waymark rebuild, one clinic in each transaction',
  'src/platform/journal/tail.ts': 'the tail of all clinics, for jobs of the house',
  'src/platform/journal/verify.ts': 'npx waymark verify, over the whole house',
  'src/platform/journal/seal.ts': 'which clinics there are to seal',
  'src/platform/journal/proof/beside.ts': 'part of verify',
  'src/platform/journal/proof/commands.ts': 'part of verify',
  'src/platform/journal/proof/held.ts': 'part of verify',
  'src/app/commands/soundness.ts': 'npx waymark verify, over the whole house',
  'src/platform/backup/': 'a backup is of the whole house',
  'src/app/keeping.ts': 'at which hour the house is backed up',
  'src/platform/db/app-login.ts': 'looks at its own role',
  'src/care/session/session.model.store.ts': 'part of rebuild',
  'src/care/staff/setup.store.ts': 'is there a clinic at all? Before anybody is signed in',
  'src/care/clinic/clinic.store.ts': 'which clinics there are, for whoever listens to monitors',
  'src/care/monitor/samples.store.ts': 'which clinics have samples waiting',
  'src/app/monitors/keeper.ts': 'which clinics have messages',
  'src/app/demo/demo.ts': 'whether there is a demonstration clinic',
}
const pastTheWall = (file: string) => Object.keys(PAST_THE_WALL).some((named) => file.startsWith(named))

const files = globSync('src/**/*.ts', { cwd: root }).filter((file) => !/\.(test|fixture|testing|load|world)\.ts$|testing\./.test(file))
/** Sign-in runs as a role of its own that reaches no table of a clinic; catalogue.test.ts holds that. */
const signIn = (pieces: readonly string[]) => /\bauth\./.test(pieces.join(' '))

test('every statement in the program was among them, but for those of sign-in and those named as past the wall', () => {
  const unheard = files.flatMap((file) =>
    sqlIn(file)
      .filter((sql) => !signIn(sql) && !wasHeard(sql))
      .map((sql) => [file, flat(sql.join('…')).slice(0, 120)] as const),
  )
  expect(unheard.filter(([file]) => !pastTheWall(file)).map(([file, sql]) => `${file}: ${sql}`)).toEqual([])
  const named = Object.keys(PAST_THE_WALL)
  expect(
    named.filter((place) => !unheard.some(([file]) => file.startsWith(place))),
    'named, and yet heard or gone',
  ).toEqual([])
  expect(files.flatMap(sqlIn).length).toBeGreaterThan(60)
  expect(statements.size).toBeGreaterThan(60)
})

test('every store that speaks to the tables of a clinic contributed', () => {
  const stores = files.filter((file) => file.endsWith('.store.ts') && sqlIn(file).some((sql) => !signIn(sql)))
  const silent = stores.filter((file) => !pastTheWall(file) && !sqlIn(file).some(wasHeard))
  expect(silent).toEqual([])
  expect(stores.length).toBeGreaterThan(12)
})
