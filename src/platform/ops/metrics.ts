import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What a scrape asks the program for, at that moment. */
export type Sources = {
  readonly pools: () => readonly { readonly name: string; readonly total: number; readonly idle: number; readonly waiting: number }[]
  readonly screens: () => number
  readonly underWay: () => number
  /** Null: the database could not be asked. */
  readonly journal: () => Promise<{ readonly position: number; readonly tailLagSeconds: number } | null>
}

export type Metrics = {
  readonly request: (about: { readonly method: string; readonly route: string; readonly status: number; readonly seconds: number }) => void
  readonly command: (about: { readonly outcome: string; readonly seconds: number }) => void
  readonly commit: (about: { readonly facts: number; readonly streams: number }) => void
  readonly message: (outcome: string) => void
  /** Tells where numbers come from that nobody counts as they happen. */
  readonly from: (sources: Sources) => void
  readonly contentType: string
  readonly text: () => Promise<string>
}

/** Upper bounds in seconds; a reading is to be on another screen within 0.1. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
const FACTS = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512]

/**
 * The server's numbers for Prometheus. Labels are patterns, methods, statuses and outcomes of ours: few, known
 * beforehand, and never an id, a name or anything somebody typed.
 */
export function openMetrics(): Metrics {
  const registers = [new Registry()]
  const [registry] = registers as [Registry]
  collectDefaultMetrics({ register: registry })
  const requests = new Counter({ name: 'waymark_http_requests_total', help: 'Requests answered', labelNames: ['method', 'route', 'status'], registers })
  const times = new Histogram({
    name: 'waymark_http_request_seconds',
    help: 'From a request to its answer; of a live stream, to its beginning',
    labelNames: ['method', 'route'],
    buckets: SECONDS,
    registers,
  })
  const commands = new Histogram({
    name: 'waymark_journal_command_seconds',
    help: 'From a command to its durable answer: the wait for the commit before, the decision, the commit',
    labelNames: ['outcome'],
    buckets: SECONDS,
    registers,
  })
  const facts = new Histogram({ name: 'waymark_journal_commit_facts', help: 'Facts that shared one commit', buckets: FACTS, registers })
  const streams = new Histogram({ name: 'waymark_journal_commit_streams', help: 'Streams that shared one commit', buckets: FACTS, registers })
  const messages = new Counter({ name: 'waymark_mllp_messages_total', help: 'What came from bedside monitors', labelNames: ['outcome'], registers })
  return {
    request: ({ method, route, status, seconds }) => {
      requests.inc({ method, route, status })
      times.observe({ method, route }, seconds)
    },
    command: ({ outcome, seconds }) => commands.observe({ outcome }, seconds),
    commit: (one) => {
      facts.observe(one.facts)
      streams.observe(one.streams)
    },
    message: (outcome) => messages.inc({ outcome }),
    from: (sources) => asked(registers, sources),
    contentType: registry.contentType,
    text: () => registry.metrics(),
  }
}

/** Gauges whose numbers are fetched when somebody reads them. */
function asked(registers: Registry[], { pools, screens, underWay, journal }: Sources): void {
  const gauge = (name: string, help: string, collect: (gauge: Gauge) => void | Promise<void>, labelNames: string[] = []) =>
    new Gauge({
      name,
      help,
      labelNames,
      registers,
      collect() {
        return collect(this)
      },
    })
  gauge('waymark_live_screens', 'Screens that follow the live stream of this server', (one) => one.set(screens()))
  gauge('waymark_http_requests_under_way', 'Requests that wait for their answer', (one) => one.set(underWay()))
  gauge(
    'waymark_database_connections',
    'Connections to the database by pool; `waiting` are callers that wait for one',
    (one) => {
      for (const { name, total, idle, waiting } of pools())
        for (const [state, count] of Object.entries({ busy: total - idle, idle, waiting })) one.set({ pool: name, state }, count)
    },
    ['pool', 'state'],
  )
  // All three of one scrape are of one question.
  let asking: ReturnType<Sources['journal']> | undefined
  const ask = () => {
    asking ??= journal().finally(() => {
      asking = undefined
    })
    return asking
  }
  gauge('waymark_database_up', 'Whether the database answered this scrape', async (one) => one.set((await ask()) ? 1 : 0))
  gauge('waymark_journal_position', 'Position of the newest fact', async (one) => one.set((await ask())?.position ?? Number.NaN))
  gauge('waymark_journal_tail_lag_seconds', 'How long the oldest open transaction holds the tail of the journal back', async (one) =>
    one.set((await ask())?.tailLagSeconds ?? Number.NaN),
  )
}
