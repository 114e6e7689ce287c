import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { RIGHTS, type Right } from '../../care/staff/rights.ts'
import { Empty } from '../../ui/Empty.tsx'
import { roleWords, useMay } from '../../ui/me.ts'
import { Page } from '../../ui/Page.tsx'

const lower = (words: string) => words.charAt(0).toLowerCase() + words.slice(1)

/** The page for those who may; for the others, what they may not and who can. The server asks again at every door. */
export function Guard({ right, children }: { readonly right: Right; readonly children: ReactNode }) {
  return useMay()(right) ? children : <NoRight right={right} />
}

function NoRight({ right }: { readonly right: Right }) {
  const { says, roles } = RIGHTS[right]
  const who = new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(roles.map((role) => lower(roleWords[role])))
  return (
    <Page tab="Not open to you" width="text">
      <Empty title={`You may not ${lower(says)}`} act={<Link to="/">To Today</Link>}>
        Here that is for the {who}. If you need it for your work, ask the owner of the clinic to change your roles.
      </Empty>
    </Page>
  )
}
