import {
  IconBook2,
  IconCalendarEvent,
  IconChartLine,
  IconDeviceHeartMonitor,
  IconHistory,
  IconLifebuoy,
  IconListCheck,
  IconMessageQuestion,
  IconScale,
  IconSettings,
  IconUserHeart,
  IconUsers,
  type TablerIcon,
} from '@tabler/icons-react'

export type Place = { readonly to: string; readonly word: string; readonly icon: TablerIcon; readonly right: string }

/** Where one can go, in the order of a day; each is shown to those who may. */
export const places: readonly Place[] = [
  { to: '/', word: 'Today', icon: IconCalendarEvent, right: 'board.see' },
  { to: '/patients', word: 'Patients', icon: IconUserHeart, right: 'patient.list' },
  { to: '/tasks', word: 'Tasks', icon: IconListCheck, right: 'task.see' },
  { to: '/safety', word: 'Safety', icon: IconLifebuoy, right: 'safety.see' },
  { to: '/intakes', word: 'Intake', icon: IconMessageQuestion, right: 'intake.send' },
  { to: '/decisions', word: 'Decisions', icon: IconScale, right: 'decision.see' },
  { to: '/protocols', word: 'Protocols', icon: IconBook2, right: 'protocol.read' },
  { to: '/teaching', word: 'Teaching', icon: IconChartLine, right: 'teaching.see' },
  { to: '/devices', word: 'Devices', icon: IconDeviceHeartMonitor, right: 'device.see' },
  { to: '/staff', word: 'Staff', icon: IconUsers, right: 'staff.see' },
  { to: '/audit', word: 'Audit trail', icon: IconHistory, right: 'audit.read' },
  { to: '/settings', word: 'Settings', icon: IconSettings, right: 'clinic.settings' },
]
