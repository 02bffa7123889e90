// Secrets a deployment may leave out; what they switch on is off without them.
interface Env {
  /** Another chain of public randomness than drand's network; see OPERATIONS.md. */
  readonly DRAW_CHAIN?: string;
  /** Social sign-in; see OPERATIONS.md. */
  readonly IDENTITY_PROVIDERS?: string;
  /** The payment provider's keys; see OPERATIONS.md. */
  readonly PAYMENTS?: string;
  /** Keys that sign what wakes browsers; see OPERATIONS.md. */
  readonly WEB_PUSH?: string;
}
