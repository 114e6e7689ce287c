import { QRCodeSVG } from 'qrcode.react'

/** The secret as a square for the camera, and as text for a device without one. Always dark on light, or no camera reads it. */
export const Scan = ({ uri }: { readonly uri: string }) => (
  <div className="wm-scan">
    <div className="wm-scan-code">
      <QRCodeSVG value={uri} size={184} title="Square to scan with an authenticator app" bgColor="#ffffff" fgColor="#000000" />
    </div>
    <p className="wm-soft wm-small">
      No camera? Write this key into the app:{' '}
      <span className="wm-scan-key">
        {URL.parse(uri)
          ?.searchParams.get('secret')
          ?.match(/.{1,4}/g)
          ?.join(' ')}
      </span>
    </p>
  </div>
)
