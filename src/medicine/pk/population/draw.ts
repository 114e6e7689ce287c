import type { CovarianceBlock } from '../model.ts'
import type { Parameter } from '../parameter.ts'
import type { Chance } from './chance.ts'

/** A covariance block made ready to draw from: which parameters, and the lower factor of the matrix. */
export type Drawn = { readonly at: readonly number[]; readonly factor: Float64Array; readonly z: Float64Array }

/**
 * Errors: throws RangeError when a block is no covariance or names no parameter; the models' own are tested.
 * Source: Cholesky's factorisation.
 */
export function drawn(blocks: readonly CovarianceBlock[], parameters: readonly Parameter[]): readonly Drawn[] {
  return blocks.map(({ names, covariance }) => {
    const at = names.map((name) => parameters.findIndex((one) => one.name === name))
    if (at.includes(-1)) throw new RangeError(`No such parameter: ${names.join(', ')}`)
    return { at, factor: cholesky(covariance, names.length), z: new Float64Array(names.length) }
  })
}

/** One person's random effects, by parameter; what has no variability stays as it is. Allocates nothing. */
export function draw(blocks: readonly Drawn[], by: Chance, eta: Float64Array): void {
  for (const { at, factor, z } of blocks) {
    const n = at.length
    for (let i = 0; i < n; i += 1) {
      z[i] = by.normal()
      let sum = 0
      for (let j = 0; j <= i; j += 1) sum += (factor[i * n + j] as number) * (z[j] as number)
      eta[at[i] as number] = sum
    }
  }
}

/** The lower triangle, row after row, as L with L Lᵀ = covariance. */
export function cholesky(triangle: readonly number[], n: number): Float64Array {
  const factor = new Float64Array(n * n)
  for (let i = 0; i < n; i += 1)
    for (let j = 0; j <= i; j += 1) {
      let left = triangle[(i * (i + 1)) / 2 + j] as number
      for (let k = 0; k < j; k += 1) left -= (factor[i * n + k] as number) * (factor[j * n + k] as number)
      if (i === j && !(left > 0)) throw new RangeError('A covariance has to be positive definite.')
      factor[i * n + j] = i === j ? Math.sqrt(left) : left / (factor[j * n + j] as number)
    }
  return factor
}
