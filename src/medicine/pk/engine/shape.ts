/**
 * A linear compartment model without its numbers. Compartments are numbered through all blocks, the first block first.
 *
 * Inside a block drug flows both ways, so its matrix is symmetric in disguise. Between blocks it flows one way, from an
 * earlier block to a later one: plasma to effect site, parent to metabolite, nose to plasma.
 */
export type Shape = { readonly blocks: readonly Block[]; readonly links: readonly Link[] }
export type Block = { readonly size: number; readonly flows: readonly (readonly [one: number, other: number])[] }
export type Link = { readonly from: number; readonly to: number }

/**
 * The numbers of a shape, to be filled in for one person.
 *
 * Units:  volume L and clearance L/min by compartment; flow L/min by exchange, in the order of the blocks; link L/min:
 *         what enters `to` is link x concentration of `from`. A link takes nothing away: what leaves is a clearance.
 *         A depot or an effect site is a compartment of 1 L whose clearance is its rate constant.
 */
export type Numbers = {
  readonly volume: Float64Array
  readonly clearance: Float64Array
  readonly flow: Float64Array
  readonly link: Float64Array
}

export const compartments = ({ blocks }: Shape): number => blocks.reduce((sum, { size }) => sum + size, 0)

export function numbersFor(shape: Shape): Numbers {
  const n = compartments(shape)
  const flows = shape.blocks.reduce((sum, { flows }) => sum + flows.length, 0)
  return {
    volume: new Float64Array(n),
    clearance: new Float64Array(n),
    flow: new Float64Array(flows),
    link: new Float64Array(shape.links.length),
  }
}
