import type { Job, Jobs } from './jobs.ts'

const TRIES = 3

type State = { readonly nodes: Job[]; under: boolean }

/**
 * The queue's twin without a database or a clock: nodes share it, `due` says that a job's time has come. What fails is
 * tried again at once.
 */
export function memoryJobs({ onFault }: { readonly onFault: (fault: unknown) => void }) {
  const queue = new Map<string, State>()
  const run = async (name: string, asked: boolean): Promise<boolean> => {
    const state = queue.get(name)
    const [node] = state?.nodes ?? []
    if (!state || !node || state.under) return false
    state.under = true
    try {
      for (let tries = 0; tries <= TRIES; tries++) if (await tried(node, asked, onFault)) break
    } finally {
      state.under = false
    }
    return true
  }
  const node = (): Jobs => {
    const mine: Job[] = []
    return {
      async add(job) {
        mine.push(job)
        const state = queue.get(job.name) ?? { nodes: [], under: false }
        state.nodes.push(job)
        queue.set(job.name, state)
      },
      async ask(name) {
        const free = queue.get(name)?.under === false
        if (free) void run(name, true)
        return free
      },
      busy: async (name) => queue.get(name)?.under ?? false,
      async close() {
        for (const job of mine) queue.get(job.name)?.nodes.splice(queue.get(job.name)?.nodes.indexOf(job) ?? 0, 1)
      },
    }
  }
  return { node, due: (name: string) => run(name, false) }
}

async function tried(job: Job, asked: boolean, onFault: (fault: unknown) => void): Promise<boolean> {
  try {
    await job.run(asked)
    return true
  } catch (fault) {
    onFault(fault)
    return false
  }
}
