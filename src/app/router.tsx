import {
  type AnyRoute,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent as lazy,
  Outlet,
  redirect,
  useParams,
  useSearch,
} from '@tanstack/react-router'
import type { ComponentType } from 'react'
import type { Right } from '../care/staff/rights.ts'
import { admit, Inside, Office } from './inside.tsx'
import { Fault } from './screens/Fault.tsx'
import { Guard } from './screens/NoRight.tsx'
import { NotFound } from './screens/NotFound.tsx'
import { Opening } from './screens/Opening.tsx'

/** What a screen is told by its address. */
type Address = { readonly id: string; readonly to: string | undefined }

const at = (parent: () => AnyRoute, path: string, Screen: ComponentType<Address>, right?: Right) =>
  createRoute({
    getParentRoute: parent,
    path,
    component: function Routed() {
      const { id = '' } = useParams({ strict: false }) as { id?: string }
      const { to } = useSearch({ strict: false }) as { to?: string }
      const screen = <Screen key={id} id={id} to={to} />
      return right ? <Guard right={right}>{screen}</Guard> : screen
    },
  })

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound })
const inside = createRoute({ getParentRoute: () => root, id: 'inside', beforeLoad: admit, component: Inside })
const desk = createRoute({ getParentRoute: () => inside, id: 'office', component: Office })

/** Before the door: nobody is signed in yet, or not wholly. */
const threshold = (path: string, screen: ComponentType<Address>) => at(() => root, path, screen)
/** A page with the rail round it, for those who may. */
const page = (path: string, right: Right, screen: ComponentType<Address>) => at(() => desk, path, screen, right)

const thresholds = [
  threshold(
    '/welcome',
    lazy(() => import('./screens/WelcomeScreen.tsx'), 'WelcomeScreen'),
  ),
  threshold(
    '/sign-in',
    lazy(() => import('./screens/SignInScreen.tsx'), 'SignInScreen'),
  ),
  threshold(
    '/second-factor',
    lazy(() => import('./screens/SecondFactorScreen.tsx'), 'SecondFactorScreen'),
  ),
  threshold(
    '/who',
    lazy(() => import('./screens/WhoScreen.tsx'), 'WhoScreen'),
  ),
  threshold(
    '/invitation/$id',
    lazy(() => import('./screens/InvitationScreen.tsx'), 'InvitationScreen'),
  ),
]

const pages = [
  page(
    '/patients',
    'patient.list',
    lazy(() => import('../care/patient/PatientsScreen.tsx'), 'PatientsScreen'),
  ),
  page(
    '/patients/new',
    'patient.register',
    lazy(() => import('../care/patient/RegisterScreen.tsx'), 'RegisterScreen'),
  ),
  page(
    '/patients/$id',
    'patient.list',
    lazy(() => import('../care/patient/ChartScreen.tsx'), 'ChartScreen'),
  ),
  page(
    '/patients/$id/plan',
    'session.schedule',
    lazy(() => import('../care/patient/PlanScreen.tsx'), 'PlanScreen'),
  ),
  page(
    '/protocols',
    'protocol.read',
    lazy(() => import('../care/protocol/ProtocolsScreen.tsx'), 'ProtocolsScreen'),
  ),
  page(
    '/protocols/$id',
    'protocol.read',
    lazy(() => import('../care/protocol/ProtocolScreen.tsx'), 'ProtocolScreen'),
  ),
  at(
    () => desk,
    '/security',
    lazy(() => import('./screens/SecurityScreen.tsx'), 'SecurityScreen'),
  ),
  createRoute({
    getParentRoute: () => desk,
    path: '/',
    beforeLoad: () => {
      throw redirect({ to: '/patients' })
    },
  }),
]

export const router = createRouter({
  routeTree: root.addChildren([...thresholds, inside.addChildren([desk.addChildren(pages)])]),
  defaultErrorComponent: Fault,
  defaultPendingComponent: Opening,
  scrollRestoration: true,
})
