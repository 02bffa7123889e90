// What the checkout page may load besides the site's own: the provider's script, frames and pictures, and nothing on any
// other page.
import type { CheckoutSettings } from "../payments/configured.ts";

export type PagePolicy = {
  readonly "content-security-policy": string;
  readonly "cross-origin-opener-policy": string;
  readonly "permissions-policy": string;
};

/** Where Toss Payments' widget and window live, and the card companies' steps that it shows in frames. */
const TOSS_HOSTS = "https://*.tosspayments.com";

/** null where the site's own policy is enough: no payments, or a stand-in at this very address. */
export function checkoutPolicy(settings: CheckoutSettings | null, origin: string): PagePolicy | null {
  const sdk = settings === null ? null : new URL(settings.sdk_url);
  if (sdk === null || sdk.origin === origin) return null;
  return {
    "content-security-policy": [
      "default-src 'none'",
      `script-src 'self' ${sdk.origin}`,
      // The widget writes its sizes into style attributes.
      "style-src 'self' 'unsafe-inline'",
      `img-src 'self' data: ${TOSS_HOSTS}`,
      "font-src 'self'",
      `connect-src 'self' ${TOSS_HOSTS}`,
      `frame-src ${TOSS_HOSTS}`,
      "manifest-src 'self'",
      "worker-src 'self'",
      `form-action 'self' ${TOSS_HOSTS}`,
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ].join("; "),
    // The window speaks to the page that opened it.
    "cross-origin-opener-policy": "same-origin-allow-popups",
    "permissions-policy": `camera=(), microphone=(), geolocation=(), payment=(self "https://js.tosspayments.com"), usb=()`,
  };
}
