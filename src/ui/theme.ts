import { Button, createTheme, Drawer, Menu, Modal, type VariantColorsResolver } from '@mantine/core'

/** Mantine's colour names, each said in our tokens, so that a tone change needs no second palette. */
const families: Readonly<Record<string, { text: string; tint: string; fill: string; hover: string; on: string }>> = {
  teal: { text: 'accent', tint: 'accent-tint', fill: 'fill', hover: 'fill-hover', on: 'on-fill' },
  red: { text: 'alert', tint: 'alert-tint', fill: 'alert-fill', hover: 'alert-fill', on: 'on-alert' },
  yellow: { text: 'due', tint: 'due-tint', fill: 'due-fill', hover: 'due-fill', on: 'on-due' },
  blue: { text: 'device', tint: 'device-tint', fill: 'device', hover: 'device', on: 'card' },
  violet: { text: 'patient', tint: 'patient-tint', fill: 'patient', hover: 'patient', on: 'card' },
  gray: { text: 'soft', tint: 'sunk', fill: 'soft', hover: 'soft', on: 'card' },
}

const token = (name: string): string => `var(--wm-${name})`

const variantColorResolver: VariantColorsResolver = ({ color, variant }) => {
  const family = families[color ?? 'teal'] ?? families.gray
  const { text, tint, fill, hover, on } = family as NonNullable<typeof family>
  const none = '1px solid transparent'
  switch (variant) {
    case 'filled':
      return { background: token(fill), hover: token(hover), color: token(on), border: none }
    case 'light':
      return { background: token(tint), hover: `color-mix(in srgb, ${token(tint)} 85%, ${token(text)})`, color: token(text), border: none }
    case 'outline':
      return { background: 'transparent', hover: token(tint), color: token(text), border: `1px solid ${token(text)}` }
    case 'subtle':
    case 'transparent':
      return { background: 'transparent', hover: variant === 'subtle' ? token(tint) : 'transparent', color: token(text), border: none }
    default:
      return { background: token('card'), hover: token('raised'), color: token('text'), border: `1px solid ${token('edge')}` }
  }
}

const calm = { transition: 'fade', duration: 140 } as const

/** Sizes and colours come from tokens.css and mantine.css; here stand only the habits of the parts. */
export const theme = createTheme({
  primaryColor: 'teal',
  variantColorResolver,
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: Button.extend({ defaultProps: { size: 'sm' } }),
    // Scroll locking by injected style sheets is off: base.css does it, so the page's policy can refuse inline styles.
    Modal: Modal.extend({
      defaultProps: { lockScroll: false, centered: true, radius: 16, transitionProps: calm, closeButtonProps: { 'aria-label': 'Close', size: 'lg' } },
    }),
    Drawer: Drawer.extend({ defaultProps: { lockScroll: false, transitionProps: { duration: 160 }, closeButtonProps: { 'aria-label': 'Close', size: 'lg' } } }),
    Menu: Menu.extend({ defaultProps: { withInitialFocusPlaceholder: false, radius: 16, shadow: 'md', transitionProps: calm } }),
  },
})
