import { Checkbox } from '@mantine/core'
import type { Role } from '../../medicine/record.ts'
import { roleWords } from '../../ui/me.ts'

/** What each role is for, in a line. The table in full is rights.ts. */
const does: Readonly<Partial<Record<Role, string>>> = {
  physician: 'Reads charts, writes and signs orders, signs the record.',
  nurse: 'Prepares, charts and discharges, signs the record.',
  therapist: 'Sits with patients, writes notes.',
  'front-desk': 'Registers patients, plans the day. Sees no charts.',
  owner: 'Runs the clinic: staff, devices, settings, audit trail. Sees no charts by this alone.',
}

type Props = { readonly value: readonly Role[]; readonly onChange: (roles: Role[]) => void; readonly error?: string | undefined }

export const RolesField = ({ value, onChange, error }: Props) => (
  <Checkbox.Group label="Roles" description="One person may have several." value={[...value]} onChange={(roles) => onChange(roles as Role[])} error={error}>
    <div className="wm-stack" style={{ margin: '12px 0 4px' }}>
      {(Object.keys(does) as Role[]).map((role) => (
        <Checkbox key={role} value={role} label={roleWords[role]} description={does[role]} />
      ))}
    </div>
  </Checkbox.Group>
)
