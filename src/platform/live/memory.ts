import { grown, type Live } from './live.ts'
import { Subscribers } from './subscribers.ts'

/** The live channel of one process: what is told is heard here, and nowhere else. */
export function memoryLive(): Live {
  const subscribers = new Subscribers()
  return {
    grew: (clinic, changes) => {
      for (const { stream, facts } of changes) subscribers.tell(clinic, grown(stream, facts))
    },
    publish: (clinic, frame) => subscribers.tell(clinic, { event: 'monitor', data: frame }),
    subscribe: (clinic) => subscribers.subscribe(clinic),
    screens: () => subscribers.count,
    close: async () => subscribers.endAll(),
  }
}
