import { Socket } from 'node:net'

/**
 * A connection to the database that sends what is written in one turn of the event loop in one piece. Statements that do
 * not wait for each other then cost one system call together, and that call is what a small statement mostly costs.
 */
export class GatheredSocket extends Socket {
  #gathering = false

  override connect(...where: unknown[]): this {
    ;(super.connect as (...args: unknown[]) => unknown)(...where)
    // Node's own `connect` puts its `write` before ours.
    Reflect.deleteProperty(this, 'write')
    return this
  }

  override write(...written: unknown[]): boolean {
    if (!this.#gathering) {
      this.#gathering = true
      this.cork()
      process.nextTick(() => {
        this.#gathering = false
        this.uncork()
      })
    }
    return (super.write as (...args: unknown[]) => boolean)(...written)
  }
}
