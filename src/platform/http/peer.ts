import { BlockList, isIP } from 'node:net'

/** Who stands between the callers and us: nobody, so many proxies, or proxies with these addresses. */
export type Trust = { readonly kind: 'nobody' } | { readonly kind: 'hops'; readonly count: number } | { readonly kind: 'networks'; readonly list: BlockList }

export const NOBODY: Trust = { kind: 'nobody' }
const MOST_HOPS = 16

/** Reads `--trust-proxy`: a number of proxies, or addresses and networks with commas between. Null: it is neither. */
export function readTrust(text: string): Trust | null {
  if (/^\d+$/.test(text)) {
    const count = Number(text)
    return count >= 1 && count <= MOST_HOPS ? { kind: 'hops', count } : null
  }
  const list = new BlockList()
  const all = text.split(',').every((one) => added(list, one.trim()))
  return all ? { kind: 'networks', list } : null
}

function added(list: BlockList, text: string): boolean {
  const [address = '', prefix, ...more] = text.split('/')
  const family = isIP(address)
  if (!family || more.length > 0) return false
  const kind = family === 6 ? 'ipv6' : 'ipv4'
  if (prefix === undefined) list.addAddress(address, kind)
  else if (/^\d{1,3}$/.test(prefix) && Number(prefix) >= 1 && Number(prefix) <= (family === 6 ? 128 : 32)) list.addSubnet(address, Number(prefix), kind)
  else return false
  return true
}

/**
 * The caller's network address. Anybody can write an `X-Forwarded-For`, so nothing in it is believed but what trusted
 * proxies have added, read from the right: each proxy appends the address it was asked from.
 */
export function peerOf(socket: string | undefined, forwardedFor: string | undefined, trust: Trust): string | undefined {
  const nearest = socket === undefined ? undefined : bare(socket)
  if (nearest === undefined || trust.kind === 'nobody') return nearest
  const said = (forwardedFor ?? '').split(',').slice(-MOST_HOPS).map(bare).reverse()
  let peer = nearest
  for (const [n, next] of said.entries()) {
    const believed = trust.kind === 'hops' ? n < trust.count : trusts(trust.list, peer)
    // What is no address was written by no proxy; whoever passed it on is the last we know.
    if (!believed || next === undefined) return peer
    peer = next
  }
  return peer
}

const trusts = (list: BlockList, address: string): boolean => list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')

/** Without brackets, port, and the form in which IPv6 sockets tell IPv4 addresses. Undefined: no address. */
function bare(text: string): string | undefined {
  const trimmed = text.trim()
  const address = /^\[(.+)\](?::\d+)?$/.exec(trimmed)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(trimmed)?.[1] ?? trimmed
  const four = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  return isIP(four ?? address) ? (four ?? address) : undefined
}
