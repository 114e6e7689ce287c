/** Where clients wait while the books are looked at, each with nothing on its way. */
export class Gate {
  #shut: PromiseWithResolvers<void> | null = null
  #ended = false
  #waiting = 0
  #allHere: (() => void) | undefined
  #expected = 0

  /** True: go on. False: the run is over. */
  async pass(): Promise<boolean> {
    while (this.#shut && !this.#ended) {
      this.#waiting += 1
      if (this.#waiting === this.#expected) this.#allHere?.()
      await this.#shut.promise
    }
    return !this.#ended
  }

  /** Settles when all `clients` wait. */
  shut(clients: number): Promise<void> {
    this.#shut = Promise.withResolvers<void>()
    this.#waiting = 0
    this.#expected = clients
    return new Promise((allHere) => {
      this.#allHere = allHere
    })
  }

  open(): void {
    this.#shut?.resolve()
    this.#shut = null
  }

  end(): void {
    this.#ended = true
    this.open()
  }
}
