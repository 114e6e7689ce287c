import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'

/** To the copy of every running session that this device keeps for the hours when nothing can be asked. */
export const DowntimeLink = () => (
  <Button component={Link} to="/downtime" variant="default" leftSection={<IconPrinter size={18} aria-hidden="true" />}>
    Downtime pack
  </Button>
)
