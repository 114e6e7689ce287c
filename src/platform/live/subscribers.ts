import { keyOf, type LiveEvent, type Subscription } from './live.ts'

/** Events that may wait for one screen. A screen that does not read is let go, and reads everything anew when it is back. */
const MOST_WAITING = 1000

/** The screens of this node, by clinic. */
export class Subscribers {
  readonly #clinics = new Map<string, Set<Queue>>()

  subscribe(clinic: string): Subscription {
    const clinics = this.#clinics
    const queue = new Queue(() => {
      const others = clinics.get(clinic)
      others?.delete(queue)
      if (others?.size === 0) clinics.delete(clinic)
    })
    clinics.set(clinic, (clinics.get(clinic) ?? new Set()).add(queue))
    return queue
  }

  get count(): number {
    return [...this.#clinics.values()].reduce((sum, queues) => sum + queues.size, 0)
  }

  tell(clinic: string, event: LiveEvent): void {
    for (const queue of this.#clinics.get(clinic) ?? []) queue.push(event)
  }

  /** Something may have been missed: all screens connect again and catch up. */
  endAll(): void {
    for (const queue of [...this.#clinics.values()].flatMap((queues) => [...queues])) queue.end()
  }
}

class Queue implements Subscription {
  readonly #left: () => void
  readonly #waiting = new Map<string, LiveEvent>()
  #wake: (() => void) | undefined
  #over = false

  constructor(left: () => void) {
    this.#left = left
  }

  push(event: LiveEvent): void {
    if (this.#over) return
    this.#waiting.set(keyOf(event), event)
    if (this.#waiting.size > MOST_WAITING) this.end()
    this.#wake?.()
  }

  async next(): Promise<LiveEvent | null> {
    while (this.#waiting.size === 0 && !this.#over) {
      await new Promise<void>((wake) => {
        this.#wake = wake
      })
    }
    const [first] = this.#waiting
    if (!first || this.#over) return null
    this.#waiting.delete(first[0])
    return first[1]
  }

  rest(): LiveEvent[] {
    const events = [...this.#waiting.values()]
    this.#waiting.clear()
    return events
  }

  end(): void {
    this.#over = true
    this.#waiting.clear()
    this.#left()
    this.#wake?.()
  }
}
