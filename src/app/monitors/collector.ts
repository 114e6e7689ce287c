type Waiting<In, Out> = { readonly one: In; readonly done: (out: Out) => void; readonly failed: (fault: unknown) => void }

/** Gathers what comes while the last batch is being stored, and stores it together: one commit for many messages. */
export class Collector<In, Out> {
  readonly #store: (batch: readonly In[]) => Promise<readonly Out[]>
  readonly #most: number
  #waiting: Waiting<In, Out>[] = []
  #running = false

  constructor(store: (batch: readonly In[]) => Promise<readonly Out[]>, most = 200) {
    this.#store = store
    this.#most = most
  }

  add(one: In): Promise<Out> {
    return new Promise((done, failed) => {
      this.#waiting.push({ one, done, failed })
      if (!this.#running) void this.#run()
    })
  }

  async #run(): Promise<void> {
    this.#running = true
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, this.#most)
      try {
        const out = await this.#store(batch.map(({ one }) => one))
        for (const [i, { done }] of batch.entries()) done(out[i] as Out)
      } catch (fault) {
        await this.#oneByOne(batch, fault)
      }
    }
    this.#running = false
  }

  /** One that cannot be stored must not take the others with it. */
  async #oneByOne(batch: readonly Waiting<In, Out>[], fault: unknown): Promise<void> {
    if (batch.length === 1) batch[0]?.failed(fault)
    if (batch.length === 1) return
    for (const { one, done, failed } of batch) {
      try {
        done((await this.#store([one]))[0] as Out)
      } catch (again) {
        failed(again)
      }
    }
  }
}
