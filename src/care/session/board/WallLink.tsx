import { Button } from '@mantine/core'
import { IconArrowsMaximize } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'

/** To the board on the wall, over the whole screen where the browser can. */
export const WallLink = () => (
  <Button
    component={Link}
    to="/wall"
    variant="default"
    leftSection={<IconArrowsMaximize size={18} aria-hidden="true" />}
    onClick={() => void document.documentElement.requestFullscreen?.().catch(() => {})}
  >
    On the wall
  </Button>
)
