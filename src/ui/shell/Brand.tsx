import { Link } from '@tanstack/react-router'

export const Cairn = ({ size = 32 }: { readonly size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" className="wm-cairn">
    <rect width="32" height="32" rx="8" />
    <ellipse cx="16" cy="23.4" rx="9.6" ry="3.6" />
    <ellipse cx="15.2" cy="16.4" rx="6.8" ry="2.9" />
    <ellipse cx="16.6" cy="10.2" rx="4.2" ry="2.5" />
  </svg>
)

/** The clinic's name beside the mark; leads to Today. */
export const Brand = ({ name }: { readonly name: string }) => (
  <Link to="/" className="wm-brand" aria-label={`${name}, to Today`}>
    <Cairn />
    <span className="wm-brand-name">{name}</span>
  </Link>
)
