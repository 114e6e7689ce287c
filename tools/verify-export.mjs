#!/usr/bin/env node
// Verifies an exported Waymark journal with nothing but Node (20 or newer). Read docs/verifying.md beside it.
//
//   node verify-export.mjs [FOLDER] [--key HEX]
//
// Ends with 0 when everything fits, with 1 and the first bad event or file when something does not. FOLDER is the
// folder this file lies in unless another is named. --key is the clinic's public key as you know it from elsewhere;
// without it the key in the export is used, and you should compare the one that is printed.
import { createHash, createPublicKey, verify } from 'node:crypto'
import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { argv, exit } from 'node:process'

const words = argv.slice(2)
const given = words.includes('--key') ? words.splice(words.indexOf('--key'), 2)[1] : null
const folder = words[0] ?? import.meta.dirname
const sha256 = (...parts) => parts.reduce((sum, part) => sum.update(part), createHash('sha256')).digest()
const faults = []
const fault = (what) => faults.push(what)

/** RFC 8785: the one text of a JSON value. Keys by UTF-16 code units; numbers and strings as ECMAScript writes them. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const keys = Object.keys(value).sort()
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`
}

/** The lines of a file with their text, without loading it whole. A last line without its end counts as a line. */
async function* lines(name) {
  if (!existsSync(join(folder, name))) return fault(`${name} is missing`)
  let rest = Buffer.alloc(0)
  for await (const chunk of createReadStream(join(folder, name))) {
    const bytes = Buffer.concat([rest, chunk])
    let from = 0
    for (let to = bytes.indexOf(10); to >= 0; to = bytes.indexOf(10, from)) {
      yield bytes.toString('utf8', from, to)
      from = to + 1
    }
    rest = bytes.subarray(from)
  }
  if (rest.length > 0) yield rest.toString('utf8')
}

function parse(text) {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

// ── 1. The key ──
function readKey() {
  try {
    const pem = createPublicKey(readFileSync(join(folder, 'key.pem')))
    const raw = pem.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex')
    if (given && given !== raw) fault(`key.pem is not the key ${given}: it is ${raw}`)
    return { raw }
  } catch (problem) {
    fault(`key.pem cannot be read: ${problem.message}`)
    return null
  }
}
const key = readKey()
/** Ed25519 over the bytes of the text; a public key is its 32 bytes in hex. */
function signedBy(raw, text, signature) {
  try {
    const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(raw, 'hex')])
    return verify(null, Buffer.from(text), createPublicKey({ key: der, format: 'der', type: 'spki' }), Buffer.from(signature, 'base64'))
  } catch {
    return false
  }
}

// ── 2. The manifest: every file, its size and SHA-256; signed ──
async function checkManifest() {
  const text = existsSync(join(folder, 'manifest.json')) ? readFileSync(join(folder, 'manifest.json'), 'utf8') : ''
  const manifest = parse(text)
  if (!manifest) {
    fault('manifest.json is missing or not readable')
    return {}
  }
  const signature = existsSync(join(folder, 'manifest.sig')) ? readFileSync(join(folder, 'manifest.sig'), 'utf8') : ''
  if (!signedBy(key?.raw, text, signature)) fault('manifest.json: its signature (manifest.sig) does not fit')
  for (const { name, bytes, sha256: due } of manifest.files ?? []) {
    const file = join(folder, name)
    if (!existsSync(file)) fault(`${name} is missing`)
    else if (statSync(file).size !== bytes) fault(`${name} has ${statSync(file).size} bytes, and was exported with ${bytes}`)
    else if ((await fileHash(file)) !== due) fault(`${name} was changed after the export`)
  }
  const listed = new Set([...(manifest.files ?? []).map(({ name }) => name), 'manifest.json', 'manifest.sig'])
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const name = join(entry.parentPath, entry.name).slice(folder.length).replaceAll('\\', '/').replace(/^\//, '')
    if (entry.isFile() && !listed.has(name)) fault(`${name} was added after the export`)
  }
  return manifest
}

async function fileHash(file) {
  const sum = createHash('sha256')
  for await (const chunk of createReadStream(file)) sum.update(chunk)
  return sum.digest('hex')
}

// ── 3. The seals ──
const keyOf = ({ of, kind, id }) => `${of}\n${kind}\n${id}`

async function readSeals() {
  const seals = []
  const state = new Map() // everything sealed, as the last seal has it
  const points = new Map() // for each stream, what each seal says of it
  let changes = []
  let sum = createHash('sha256')
  let before = null
  for await (const line of lines('seals.jsonl')) {
    const read = parse(line)
    if (read?.of !== undefined && canonical(read) === line) {
      changes.push(read)
      sum.update(`${line}\n`)
      continue
    }
    const what = flawOfSeal(read, line, seals.length + 1, before, { lines: changes.length, sha256: sum.digest('hex') })
    if (what) {
      fault(`Seal ${seals.length + 1} ${what}`)
      return { seals, state, points }
    }
    const { seal } = read
    if (seal.anew !== undefined) for (const all of [state, points]) all.clear()
    for (const change of changes) {
      state.set(keyOf(change), change)
      if (change.of === 'stream') points.set(keyOf(change), [...(points.get(keyOf(change)) ?? []), { ...change, number: seal.number, at: seal.at }])
    }
    seals.push(seal)
    before = sha256(canonical(seal)).toString('hex')
    changes = []
    sum = createHash('sha256')
  }
  if (changes.length > 0) fault('seals.jsonl ends in the middle: lines that no seal follows')
  const last = seals.at(-1)
  if (last && last.key !== key?.raw) fault(`Seal ${last.number} was signed with another key: ${last.key}`)
  if (last && rootOf(state) !== last.root) fault(`Seal ${last.number} does not fit what it seals: its root is another`)
  return { seals, state, points, hash: before }
}

function flawOfSeal(read, line, number, before, changes) {
  if (!read?.seal || canonical(read) !== line) return 'is not readable'
  const { seal, signature } = read
  if (!signedBy(seal.key, canonical(seal), signature)) return 'was changed: its signature does not fit'
  if (seal.number !== number) return `is missing: number ${seal.number} stands in its place`
  if (seal.previous !== before) return 'does not follow the one before it'
  if (seal.changes.lines !== changes.lines || seal.changes.sha256 !== changes.sha256) return 'does not fit the lines before it'
  return null
}

/** Merkle tree of RFC 6962 over all that is sealed, sorted, each without its marks. */
function rootOf(state) {
  const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0)
  const all = [...state.values()].sort((a, b) => order(a.of, b.of) || order(a.kind, b.kind) || order(a.id, b.id))
  const leaves = all.map(({ marks: _, ...leaf }) => sha256(Buffer.of(0), canonical(leaf)))
  const root = (from, to) => {
    if (to - from === 1) return leaves[from]
    let half = 1
    while (half * 2 < to - from) half *= 2
    return sha256(Buffer.of(1), root(from, from + half), root(from + half, to))
  }
  return (leaves.length === 0 ? sha256() : root(0, leaves.length)).toString('hex')
}

// ── 4. The journal ──
let firstBad = null
const bad = (kind, id, seq, event, what) => {
  firstBad ??= `First bad event: stream ${kind} ${id}, number ${seq}${event ? `, id ${event}` : ''}: ${what}`
}

async function checkJournal({ points }, clinic) {
  const unseen = new Set(points.keys())
  const closed = new Set()
  let open = null // { kind, id, name, seq, hash, points, p, bad }
  let events = 0
  let streams = 0
  const close = () => {
    if (!open) return
    const point = open.points.slice(open.p).at(-1)
    if (point && !open.bad)
      bad(open.kind, open.id, open.seq + 1, null, `missing: the stream was sealed with ${point.seq} events (seal ${point.number} of ${point.at})`)
    closed.add(open.name)
  }
  for await (const line of lines('journal.jsonl')) {
    const read = parse(line)
    const { event, hash } = read ?? {}
    if (!event?.stream || line !== canonical({ event, hash })) {
      bad(open?.kind, open?.id, (open?.seq ?? 0) + 1, null, 'the line is not as it was written')
      continue
    }
    events += 1
    const { kind, id } = event.stream
    const name = keyOf({ of: 'stream', kind, id })
    if (open?.name !== name) {
      close()
      if (closed.has(name)) bad(kind, id, event.seq, event.id, 'stands in another place than its stream')
      open = { kind, id, name, seq: 0, hash: Buffer.alloc(32), points: points.get(name) ?? [], p: 0, bad: false }
      unseen.delete(name)
      streams += 1
    }
    const what = flawOfEvent(open, event, hash, clinic)
    if (what && !open.bad) {
      bad(kind, id, what.seq ?? open.seq + 1, what.gone ? null : event.id, what.what)
      open.bad = true
    }
    open.seq = event.seq
    open.hash = Buffer.from(String(hash), 'hex')
  }
  close()
  for (const name of unseen) {
    const [, kind, id] = name.split('\n')
    const point = points.get(name).at(-1)
    bad(kind, id, 1, null, `missing: the stream was sealed with ${point.seq} events (seal ${point.number} of ${point.at})`)
  }
  return { events, streams }
}

/** What is wrong with the next event of a stream; null when it follows and is the one that was sealed. */
function flawOfEvent(open, event, hash, clinic) {
  const due = open.seq + 1
  if (event.clinic !== clinic) return { what: 'is of another clinic' }
  if (event.seq !== due) return { what: `missing: the next event there is number ${event.seq}`, gone: true }
  const computed = sha256(open.hash, canonical(event))
  if (computed.toString('hex') !== hash) return { what: 'changed since it was written, or put in another place: its hash does not fit' }
  const point = open.points[open.p]
  if (!point) return null
  const from = open.p === 0 ? 0 : open.points[open.p - 1].seq
  const sealed = `seal ${point.number} of ${point.at}`
  if (point.marks.slice((due - from - 1) * 8, (due - from) * 8) !== computed.toString('base64url', 0, 6))
    return { what: `not the event that was sealed (${sealed})` }
  if (due < point.seq) return null
  open.p += 1
  return hash === point.hash ? null : { seq: from + 1, gone: true, what: `one of the events ${from + 1} to ${due} is not the one that was sealed (${sealed})` }
}

// ── 5. Documents and the access trail ──
async function checkDocuments({ state }) {
  for (const { of, kind, id, sha256: due } of state.values()) {
    if (of !== 'document') continue
    const name = `documents/${kind}/${id}.${kind === 'session-record' ? 'pdf' : 'yaml'}`
    if (!existsSync(join(folder, name))) fault(`${name} was sealed and is missing`)
    else if ((await fileHash(join(folder, name))) !== due) fault(`${name} is not the document that was sealed`)
    const rules = name.replace(/\.yaml$/, '.json')
    if (kind === 'protocol-version' && (!existsSync(join(folder, rules)) || (await fileHash(join(folder, rules))) !== id))
      fault(`${rules} is not the protocol that sessions name`)
  }
}

async function checkTrail({ state }) {
  const days = new Map()
  for await (const line of lines('access.jsonl')) {
    const day = String(parse(line)?.at).slice(0, 10)
    const known = days.get(day) ?? { lines: 0, sum: createHash('sha256') }
    known.lines += 1
    known.sum.update(`${line}\n`)
    days.set(day, known)
  }
  for (const { of, id, lines: due, sha256: sum } of state.values()) {
    if (of !== 'trail') continue
    const there = days.get(id)
    if (!there) fault(`access.jsonl: the ${due} lines of ${id} were sealed and are missing`)
    else if (there.lines !== due || there.sum.digest('hex') !== sum)
      fault(`access.jsonl: the lines of ${id} are not the ones that were sealed (${due} then, ${there.lines} now)`)
  }
}

// ── All of it ──
const manifest = await checkManifest()
const seals = await readSeals()
const { events, streams } = await checkJournal(seals, manifest.clinic?.id)
await checkDocuments(seals)
await checkTrail(seals)
if (manifest.events !== undefined && manifest.events !== events) fault(`journal.jsonl has ${events} events, and was exported with ${manifest.events}`)
if (manifest.seals !== undefined && manifest.seals !== seals.seals.length)
  fault(`seals.jsonl has ${seals.seals.length} seals, and was exported with ${manifest.seals}`)
for (const what of manifest.faults ?? []) fault(`Known at the export already: ${what}`)

if (firstBad) console.log(firstBad)
for (const what of faults) console.log(what)
if (!firstBad && faults.length === 0) {
  const last = seals.seals.at(-1)
  console.log(`All ${events} events in ${streams} streams are as they were written, and every file is as it was exported.`)
  if (last)
    console.log(
      `Sealed until ${last.at} by seal ${last.number} (${last.events} events); ${events - last.events} events came after it and are held by the chain and the export's signature.\n  Seal ${seals.hash}`,
    )
  else console.log('There is no seal: the events are held by the chain and the signature of the export.')
  for (const { number, at, anew } of seals.seals) if (anew !== undefined) console.log(`  Seals begin anew with seal ${number} of ${at}: ${anew}`)
  console.log(
    given ? `  Signed with the key you gave: ${given}` : `  Signed with the key ${key.raw}. Compare it with the clinic's, as you know it from elsewhere.`,
  )
}
exit(firstBad || faults.length > 0 ? 1 : 0)
