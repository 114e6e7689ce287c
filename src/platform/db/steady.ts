import pg from 'pg'

/**
 * A connection whose break is always heard. Between being made and being handed out a pooled connection has no listener
 * of its own, and neither has one between two statements; an error event nobody listens to would end the process. Who
 * uses a broken connection next is told by its statement.
 */
export class SteadyClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config)
    this.on('error', () => {})
  }
}
