import { Link } from '@tanstack/react-router'
import { Empty } from '../../ui/Empty.tsx'
import { Page } from '../../ui/Page.tsx'

export const NotFound = () => (
  <Page tab="Not found" width="text">
    <Empty title="There is no page at this address" act={<Link to="/">To Today</Link>}>
      It may have been mistyped, or what it showed has moved.
    </Empty>
  </Page>
)
