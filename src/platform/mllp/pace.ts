/** Lets so many through a second and a first burst; whoever comes faster waits, and nobody is sent away. */
export class Pace {
  readonly #perSecond: number
  readonly #burst: number
  #tokens: number
  #last: number

  constructor(perSecond: number, burst: number, now: number) {
    this.#perSecond = perSecond
    this.#burst = burst
    this.#tokens = burst
    this.#last = now
  }

  /** Milliseconds to wait before one more; the one is counted as taken. */
  take(now: number): number {
    this.#tokens = Math.min(this.#burst, this.#tokens + ((now - this.#last) * this.#perSecond) / 1000)
    this.#last = now
    this.#tokens -= 1
    return this.#tokens >= 0 ? 0 : Math.ceil((-this.#tokens * 1000) / this.#perSecond)
  }
}
