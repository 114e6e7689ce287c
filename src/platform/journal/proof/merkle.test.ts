import { hash } from 'node:crypto'
import { expect, test } from 'vitest'
import { merkleRoot } from './merkle.ts'

// The leaves and roots that the reference implementation of certificate transparency is tested with.
const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map((hex) =>
  Buffer.from(hex, 'hex').toString(),
)
test.each([
  [0, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  [1, '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
  [2, 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
  [3, 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77'],
  [4, 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7'],
  [5, '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4'],
  [6, '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef'],
  [7, 'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c'],
  [8, '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
])('the root over %i leaves is the one of RFC 6962', (n, root) => {
  expect(merkleRoot(leaves.slice(0, n)).toString('hex')).toBe(root)
})

test('the root is what the definition says, split at the largest power of two below', () => {
  const sha = (...parts: Uint8Array[]) => hash('sha256', Buffer.concat(parts), 'buffer')
  const plain = (all: readonly string[]): Buffer => {
    if (all.length === 1) return sha(Buffer.of(0), Buffer.from(all[0] as string))
    const half = 2 ** (Math.ceil(Math.log2(all.length)) - 1)
    return sha(Buffer.of(1), plain(all.slice(0, half)), plain(all.slice(half)))
  }
  const many = Array.from({ length: 70 }, (_, i) => `leaf ${i}`)
  for (let n = 1; n <= many.length; n += 1) expect(merkleRoot(many.slice(0, n))).toEqual(plain(many.slice(0, n)))
})
