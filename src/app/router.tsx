import { type AnyRoute, createRootRoute, createRoute, createRouter, Outlet, useParams, useSearch } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import type { Right } from '../care/staff/rights.ts'
import { admit, Inside, Office } from './inside.tsx'
import * as pages from './pages.ts'
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
const office = createRoute({ getParentRoute: () => inside, id: 'office', component: Office })

/** Before the door: nobody is signed in yet, or not wholly. */
const threshold = (path: string, screen: ComponentType<Address>) => at(() => root, path, screen)
/** A page with the rail round it, for those who may. */
const page = (path: string, right: Right, screen: ComponentType<Address>) => at(() => office, path, screen, right)

const thresholds = [
  threshold('/welcome', pages.WelcomeScreen),
  threshold('/sign-in', pages.SignInScreen),
  threshold('/second-factor', pages.SecondFactorScreen),
  threshold('/who', pages.WhoScreen),
  threshold('/join', pages.JoinScreen),
  // With the server gone nobody can be asked who is signed in; the page asks the server itself, if it is there.
  threshold('/downtime', pages.DowntimeScreen),
  // In the patient's hands: outside the door, because the door is locked while they have it.
  threshold('/consent-desk', pages.ConsentDeskScreen),
]

/** The whole screen: the session room, and the board on the wall. */
const rooms = [at(() => inside, '/sessions/$id', pages.SessionScreen, 'chart.read'), at(() => inside, '/wall', pages.WallScreen, 'board.see')]

const desks = [
  page('/', 'board.see', pages.TodayScreen),
  page('/patients', 'patient.list', pages.PatientsScreen),
  page('/patients/new', 'patient.register', pages.RegisterScreen),
  page('/patients/$id', 'patient.list', pages.ChartPage),
  page('/patients/$id/consents/new', 'consent.prepare', pages.PrepareScreen),
  page('/patients/$id/consents/$consent', 'chart.read', pages.ConsentScreen),
  page('/patients/$id/letters/$kind', 'chart.read', pages.LetterScreen),
  page('/consent-forms', 'protocol.read', pages.FormsScreen),
  page('/consent-forms/$id', 'protocol.read', pages.FormScreen),
  page('/patients/$id/intake', 'chart.read', pages.PatientIntakeScreen),
  page('/intakes', 'intake.send', pages.IntakesScreen),
  page('/patients/$id/plan', 'session.schedule', pages.PlanScreen),
  page('/tasks', 'task.see', pages.TasksScreen),
  page('/safety', 'safety.see', pages.SafetyScreen),
  page('/safety/$id', 'chart.read', pages.SafetyPatientScreen),
  page('/patients/$id/decision', 'chart.read', pages.DecisionScreen),
  page('/decisions', 'decision.see', pages.DecisionsScreen),
  page('/protocols', 'protocol.read', pages.ProtocolsScreen),
  page('/protocols/$id', 'protocol.read', pages.ProtocolScreen),
  page('/teaching', 'teaching.see', pages.TeachingScreen),
  page('/devices', 'device.see', pages.DevicesScreen),
  page('/staff', 'staff.see', pages.StaffScreen),
  page('/audit', 'audit.read', pages.AuditScreen),
  page('/settings', 'clinic.settings', pages.SettingsScreen),
  at(() => office, '/security', pages.SecurityScreen),
]

export const router = createRouter({
  routeTree: root.addChildren([...thresholds, inside.addChildren([...rooms, office.addChildren(desks)])]),
  defaultErrorComponent: Fault,
  defaultPendingComponent: Opening,
  scrollRestoration: true,
  scrollToTopSelectors: ['#matter'],
})
