// Secrets and bindings a deployment may leave out; what they switch on is off, or done another way, without them.
interface Env {
  /** Whom alerts wake: a Discord-compatible webhook; see OPERATIONS.md. */
  readonly ALERT_WEBHOOK?: string;
  /** Another chain of public randomness than drand's network; see OPERATIONS.md. */
  readonly DRAW_CHAIN?: string;
  /** Passes for Google Wallet; see OPERATIONS.md. */
  readonly GOOGLE_WALLET?: string;
  /** `subdomains` or `preload`: which other names are held to https too; see OPERATIONS.md. */
  readonly HSTS?: string;
  /** Social sign-in; see OPERATIONS.md. */
  readonly IDENTITY_PROVIDERS?: string;
  /** A bucket for posters; without it they lie in D1. */
  readonly POSTERS?: R2Bucket;
  /** What Prometheus says to read `/metrics`; see OPERATIONS.md. */
  readonly METRICS_TOKEN?: string;
  /** The payment provider's keys; see OPERATIONS.md. */
  readonly PAYMENTS?: string;
  /** A third party's check before joining; see OPERATIONS.md. */
  readonly TURNSTILE?: string;
  /** Keys that sign what wakes browsers; see OPERATIONS.md. */
  readonly WEB_PUSH?: string;
}
