import { Skeleton } from '@mantine/core'

/** Grey shapes of the size of what comes, so that nothing jumps. Said once to the screen reader. */
export const Waiting = ({ rows = 3, height = 64, gap = 1 }: { readonly rows?: number; readonly height?: number; readonly gap?: number }) => (
  <div role="status" aria-label="Loading" style={{ display: 'grid', gap }}>
    {Array.from({ length: rows }, (_, row) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the rows are alike
      <Skeleton key={row} height={height} radius={gap > 1 ? 12 : 0} />
    ))}
  </div>
)
