import './DemoMark.css'

/** On every page of a demonstration clinic, on paper too, so that nobody takes it for real. */
export const DemoMark = () => (
  <p className="wm-demo">
    <strong>Demonstration</strong> <span>Nobody here is a real person.</span>
  </p>
)
