/** Cyclic Jacobi converges in about five sweeps; the rest is for matrices that are singular to rounding. */
const SWEEPS = 16
/** A pair is settled when its entry is below the rounding of the two diagonal entries it stands between, squared. */
const SETTLED = 1e-33

/**
 * Eigenvalues and orthonormal eigenvectors of a symmetric positive matrix, in place: `a` ends with the eigenvalues on its
 * diagonal, `u` with the vectors in its columns. Equal eigenvalues are no special case, and small ones keep their digits.
 *
 * Units:  as `a`; both are n x n, row after row.
 * Errors: none for finite entries.
 * Source: Demmel & Veselic 1992, SIAM J Matrix Anal Appl 13:1204 (why Jacobi rather than QR).
 */
export function diagonalise(a: Float64Array, u: Float64Array, n: number): void {
  for (let i = 0; i < n * n; i += 1) u[i] = i % (n + 1) === 0 ? 1 : 0
  for (let sweep = 0, turned = true; turned && sweep < SWEEPS; sweep += 1) {
    turned = false
    for (let p = 0; p < n - 1; p += 1) for (let q = p + 1; q < n; q += 1) turned = turn(a, u, n, p, q) || turned
  }
}

/** One rotation that makes a[p][q] zero; false when there was nothing to do. */
function turn(a: Float64Array, u: Float64Array, n: number, p: number, q: number): boolean {
  const off = a[p * n + q] as number
  const high = a[p * n + p] as number
  const low = a[q * n + q] as number
  if (off === 0 || off * off <= SETTLED * Math.abs(high * low)) return false
  const theta = (low - high) / (2 * off)
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
  const cosine = 1 / Math.sqrt(tangent * tangent + 1)
  const sine = tangent * cosine
  a[p * n + p] = high - tangent * off
  a[q * n + q] = low + tangent * off
  a[p * n + q] = 0
  a[q * n + p] = 0
  for (let i = 0; i < n; i += 1) {
    if (i !== p && i !== q) {
      const x = a[i * n + p] as number
      const y = a[i * n + q] as number
      a[i * n + p] = a[p * n + i] = cosine * x - sine * y
      a[i * n + q] = a[q * n + i] = sine * x + cosine * y
    }
    const x = u[i * n + p] as number
    const y = u[i * n + q] as number
    u[i * n + p] = cosine * x - sine * y
    u[i * n + q] = sine * x + cosine * y
  }
  return true
}
