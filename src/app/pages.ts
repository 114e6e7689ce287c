import { lazyRouteComponent as lazy } from '@tanstack/react-router'

/** Every page, each fetched when it is first opened. */
export const WelcomeScreen = lazy(() => import('./screens/WelcomeScreen.tsx'), 'WelcomeScreen')
export const SignInScreen = lazy(() => import('./screens/SignInScreen.tsx'), 'SignInScreen')
export const SecondFactorScreen = lazy(() => import('./screens/SecondFactorScreen.tsx'), 'SecondFactorScreen')
export const WhoScreen = lazy(() => import('./screens/WhoScreen.tsx'), 'WhoScreen')
export const JoinScreen = lazy(() => import('./screens/JoinScreen.tsx'), 'JoinScreen')
export const SecurityScreen = lazy(() => import('./screens/SecurityScreen.tsx'), 'SecurityScreen')
export const AuditScreen = lazy(() => import('./screens/AuditScreen.tsx'), 'AuditScreen')

export const TodayScreen = lazy(() => import('../care/session/TodayScreen.tsx'), 'TodayScreen')
export const WallScreen = lazy(() => import('../care/session/TodayScreen.tsx'), 'WallScreen')
export const SessionScreen = lazy(() => import('../care/session/SessionScreen.tsx'), 'SessionScreen')
export const PatientsScreen = lazy(() => import('../care/patient/PatientsScreen.tsx'), 'PatientsScreen')
export const RegisterScreen = lazy(() => import('../care/patient/RegisterScreen.tsx'), 'RegisterScreen')
export const ChartScreen = lazy(() => import('../care/patient/ChartScreen.tsx'), 'ChartScreen')
export const PlanScreen = lazy(() => import('../care/patient/PlanScreen.tsx'), 'PlanScreen')
export const ProtocolsScreen = lazy(() => import('../care/protocol/ProtocolsScreen.tsx'), 'ProtocolsScreen')
export const ProtocolScreen = lazy(() => import('../care/protocol/ProtocolScreen.tsx'), 'ProtocolScreen')
export const TeachingScreen = lazy(() => import('../care/teaching/TeachingScreen.tsx'), 'TeachingScreen')
export const DevicesScreen = lazy(() => import('../care/monitor/DevicesScreen.tsx'), 'DevicesScreen')
export const StaffScreen = lazy(() => import('../care/staff/StaffScreen.tsx'), 'StaffScreen')
export const SettingsScreen = lazy(() => import('../care/clinic/SettingsScreen.tsx'), 'SettingsScreen')
