import { OrderForm } from '../before/OrderForm.tsx'
import { Panel } from '../form/Panel.tsx'
import type { PanelProps } from './panelId.ts'

export const OrderPanel = ({ onClose }: PanelProps) => (
  <Panel title="Order" onClose={onClose}>
    <OrderForm />
  </Panel>
)
