import type { Shape } from '../engine/shape.ts'

/** A centre that exchanges with two others: the usual three compartments. */
export const threeCompartments: Shape = {
  blocks: [
    {
      size: 3,
      flows: [
        [0, 1],
        [0, 2],
      ],
    },
  ],
  links: [],
}
