import { expect, test } from 'vitest'
import { isTooSlow, unavailable } from './unavailable.ts'

test.each([
  [{ code: 'ECONNREFUSED' }, 'away'],
  [{ code: '57P03', message: 'the database system is starting up' }, 'away'],
  [{ message: 'Connection terminated unexpectedly' }, 'away'],
  [{ errors: [{ code: 'ECONNREFUSED' }, { code: 'ECONNREFUSED' }] }, 'away'],
  [{ code: '25006', message: 'cannot execute INSERT in a read-only transaction' }, 'away'],
  [{ message: 'Query read timeout' }, 'slow'],
  [{ message: 'timeout exceeded when trying to connect' }, 'slow'],
  [{ message: 'Connection terminated due to connection timeout', cause: new Error('Connection terminated unexpectedly') }, 'slow'],
  [{ code: '57014', message: 'canceling statement due to statement timeout' }, 'slow'],
  [{ code: '53300', message: 'sorry, too many clients already' }, 'busy'],
  [{ code: '53100', message: 'could not extend file: No space left on device' }, 'full'],
  [{ message: 'Failed query', cause: { code: '57P01' } }, 'away'],
])('%o means that the database is %s', (fault, kind) => {
  const found = unavailable(Object.assign(new Error(), fault))
  expect(found?.kind).toBe(kind)
  expect(found?.retryAfter).toBeGreaterThan(0)
})

test.each([[new TypeError('x is not a function')], [{ code: '23505', message: 'duplicate key' }], [{ code: '42P01' }], ['text'], [null], [undefined]])(
  '%o is a fault of its own, not a database that is away',
  (fault) => expect(unavailable(fault)).toBeNull(),
)

test('only what took too long is too slow to try again at once', () => {
  expect(isTooSlow(new Error('Query read timeout'))).toBe(true)
  expect(isTooSlow(Object.assign(new Error('gone'), { code: 'ECONNRESET' }))).toBe(false)
})
