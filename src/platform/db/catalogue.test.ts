import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { connection } from './database.ts'
import { freshDatabase } from './testing.ts'

// What the catalogue of the database itself says, over everything the migrations have made.
const { ownerUrl, appUrl } = await freshDatabase()
const owner = new pg.Client(connection(ownerUrl))
await owner.connect()
afterAll(() => owner.end())
const ask = async <Row>(text: string): Promise<Row[]> => (await owner.query(text)).rows as Row[]

/** Tables of no single clinic, and why. Whoever adds one says why here. */
const OF_NO_CLINIC: Readonly<Record<string, string>> = {
  'waymark.migration': 'what was done to the schema as a whole; the server reads and writes it as the owner only',
  'auth.user': 'a person may work in several clinics; sign-in comes before the clinic is known',
  'auth.session': 'belongs to a person, not to a clinic',
  'auth.account': 'belongs to a person',
  'auth.verification': 'belongs to a sign-in under way',
  'auth.twoFactor': 'belongs to a person',
  'auth.passkey': 'belongs to a person',
  'auth.rateLimit': 'counts addresses of the network',
  'auth.seat': 'says which clinics a person may enter; read before the clinic is known',
  'auth.door': 'belongs to a session of sign-in',
  'auth.invitation': 'is found by the secret of its link, before the clinic is known',
  'auth.lockout': 'counts wrong passwords by account',
  'keeping.backup_run': 'a backup is of the whole database',
}
const OURS = "n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'jobs', 'public') and n.nspname not like 'pg\\_%'"

const tables = await ask<{ name: string; leading: string | null; enabled: boolean; forced: boolean; policies: string[]; owner: string }>(`
  select n.nspname || '.' || c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced, pg_get_userbyid(c.relowner) as owner,
    case when c.oid = 'waymark.clinic'::regclass then 'id' else (select attname from pg_attribute a where a.attrelid = c.oid and attname = 'clinic') end as leading,
    array(select polname::text from pg_policy p where p.polrelid = c.oid order by 1) as policies
  from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and ${OURS} order by 1`)
const ofClinics = tables.filter(({ name }) => !(name in OF_NO_CLINIC))

test('every table is a clinic’s, or stands in the list of those that are not, with the reason', () => {
  expect(tables.length).toBeGreaterThan(25)
  expect(ofClinics.filter(({ leading }) => leading === null).map(({ name }) => name)).toEqual([])
})

test('every table of a clinic has row-level security, for its owner too, by the clinic', () => {
  const open = ofClinics.filter(({ enabled, forced, policies }) => !(enabled && forced && policies.join() === 'across_clinics,own_clinic'))
  expect(open.map(({ name }) => `${name}: its migration calls waymark.keep_apart('${name}')`)).toEqual([])
  expect(ofClinics.length).toBeGreaterThan(15)
})

test('every policy asks for the clinic, of rows read and of rows written', async () => {
  const policies = await ask<{ name: string; policy: string; reads: string; writes: string; roles: string }>(`
    select p.polrelid::regclass::text as name, polname as policy, pg_get_expr(polqual, polrelid) as reads, pg_get_expr(polwithcheck, polrelid) as writes,
      polcmd::text || ' ' || array_to_string(array(select pg_get_userbyid(r) from unnest(polroles) r), ',') as roles from pg_policy p order by 1, 2`)
  expect(policies.length).toBe(2 * ofClinics.length)
  for (const { name, policy, reads, writes, roles } of policies) {
    const column = /(^|\.)clinic$/.test(name) ? 'id' : 'clinic'
    const own = `(${column} = waymark.clinic())`
    const right = policy === 'own_clinic' ? own : `((waymark.clinic() IS NULL) OR ${own})`
    const plain = (text: string) => text.replaceAll('waymark.clinic()', 'clinic()').replaceAll(/\bclinic\(\)/g, 'waymark.clinic()')
    expect({ name, policy, reads: plain(reads), writes: plain(writes), roles }).toEqual({
      name,
      policy,
      reads: right,
      writes: right,
      roles: policy === 'own_clinic' ? '* waymark_app' : expect.stringMatching(/^\* (?!.*waymark_app)/),
    })
  }
})

test('every primary key, unique rule and unique index of a clinic’s table begins with the clinic', async () => {
  const keys = await ask<{ name: string; key: string; first: string; columns: string[] }>(`
    select n.nspname || '.' || c.relname as name, i.indexrelid::regclass::text as key, (array_agg(a.attname::text order by k.place))[1] as first,
      array_agg(a.attname::text order by k.place) as columns
    from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
      cross join lateral unnest(i.indkey::int[]) with ordinality k(number, place) left join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number
    where i.indisunique and ${OURS} group by 1, 2 order by 1, 2`)
  const wrong = keys.filter(({ name, first }) => !(name in OF_NO_CLINIC) && first !== (name === 'waymark.clinic' ? 'id' : 'clinic'))
  expect(wrong).toEqual([])
  expect(new Set(keys.map(({ name }) => name)).size, 'every table has a key').toBe(tables.length)
})

test('every foreign key between tables of clinics carries the clinic on both sides', async () => {
  const keys = await ask<{ name: string; key: string; columns: string[]; others: string[] }>(`
    select n.nspname || '.' || c.relname as name, k.conname as key,
      array(select attname::text from pg_attribute where attrelid = k.conrelid and attnum = any (k.conkey)) as columns,
      array(select attname::text from pg_attribute where attrelid = k.confrelid and attnum = any (k.confkey)) as others
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace where k.contype = 'f' and ${OURS}`)
  expect(keys.length).toBeGreaterThan(3)
  expect(keys.filter(({ name, columns, others }) => !(name in OF_NO_CLINIC) && !(columns.includes('clinic') && others.includes('clinic')))).toEqual([])
})

test('the login the server works as owns nothing, passes nothing, makes nothing, and cannot become the owner', async () => {
  const login = decodeURIComponent(new URL(appUrl).username)
  const [role] = await ask<Record<string, boolean>>(
    `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication from pg_roles where rolname = ${pg.escapeLiteral(login)}`,
  )
  expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, rolreplication: false })
  for (const name of [login, 'waymark_app', 'waymark_auth']) {
    const owned = await ask(`select 1 from pg_class where relowner = (select oid from pg_roles where rolname = ${pg.escapeLiteral(name)}) union all
      select 1 from pg_proc where proowner = (select oid from pg_roles where rolname = ${pg.escapeLiteral(name)}) union all
      select 1 from pg_namespace where nspowner = (select oid from pg_roles where rolname = ${pg.escapeLiteral(name)})`)
    expect(owned, name).toEqual([])
    const [may] = await ask<Record<string, boolean>>(`select has_schema_privilege(${pg.escapeLiteral(name)}, 'waymark', 'create') as makes,
      pg_has_role(${pg.escapeLiteral(name)}, '${tables[0]?.owner}', 'member') as becomes`)
    expect(may, name).toEqual({ makes: false, becomes: false })
  }
})

test('no function lends the rights of the owner to whoever calls it', async () => {
  expect(await ask(`select p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.prosecdef and ${OURS}`)).toEqual([])
})

test('the server’s role reaches no table of sign-in, and the sign-in role no table of a clinic', async () => {
  const reach = await ask<{ role: string; name: string }>(`
    select r.role, n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace,
      (values ('waymark_app', 'auth'), ('waymark_app', 'keeping'), ('waymark_auth', 'waymark'), ('waymark_auth', 'keeping')) r(role, schema)
    where c.relkind in ('r', 'p', 'v') and n.nspname = r.schema and has_table_privilege(r.role, c.oid, 'select, insert, update, delete')`)
  expect(reach).toEqual([])
})
