import { Panel } from '../form/Panel.tsx'
import { OrderForm } from '../before/OrderForm.tsx'
import type { PanelProps } from './panels.tsx'

export const OrderPanel = ({ onClose }: PanelProps) => (
  <Panel title="Order" onClose={onClose}>
    <OrderForm />
  </Panel>
)
