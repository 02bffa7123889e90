// Why a fan is told something: the kind it is filed under, whether it may also come by mail, and whether a sleeping
// browser is woken for it.

import type { NoticeKind } from "../../schema/http/words.ts";

/** What a fan may have by mail or not. What moves their money unasked, and a cancelled show, always comes. */
export const MAIL_TOPICS = ["booking", "refund", "show_news", "sign_in"] as const;
export type MailTopic = (typeof MAIL_TOPICS)[number];
export type MailChoices = Readonly<Record<MailTopic, boolean>>;

export const DEFAULT_MAIL_CHOICES: MailChoices = { booking: true, refund: true, show_news: true, sign_in: false };

type CauseFacts = {
  readonly kind: NoticeKind;
  readonly mail: MailTopic | "always" | null;
  /** Worth waking a browser for: the fan is waiting for it. */
  readonly urgent: boolean;
};

export const CAUSES = {
  payment_done: { kind: "PAYMENT", mail: "booking", urgent: true },
  payment_failed: { kind: "PAYMENT", mail: null, urgent: true },
  charge_returned: { kind: "PAYMENT", mail: "always", urgent: true },
  refund_started: { kind: "PAYMENT", mail: null, urgent: false },
  refund_done: { kind: "PAYMENT", mail: "refund", urgent: false },
  show_cancelled: { kind: "EVENT", mail: "always", urgent: false },
  show_changed: { kind: "EVENT", mail: "show_news", urgent: false },
  show_taken_down: { kind: "EVENT", mail: "show_news", urgent: false },
  show_restored: { kind: "EVENT", mail: "show_news", urgent: false },
  line_removed: { kind: "EVENT", mail: "always", urgent: true },
  appeal_declined: { kind: "EVENT", mail: "always", urgent: true },
  line_restored: { kind: "EVENT", mail: "always", urgent: true },
  organiser_message: { kind: "EVENT", mail: "show_news", urgent: false },
  seats_returned: { kind: "TICKET", mail: "show_news", urgent: true },
  returns_passed: { kind: "TICKET", mail: null, urgent: false },
  returns_closed: { kind: "TICKET", mail: "show_news", urgent: false },
  ticket_offered: { kind: "TICKET", mail: "always", urgent: true },
  ticket_taken_over: { kind: "TICKET", mail: null, urgent: false },
  sign_in: { kind: "SYSTEM", mail: "sign_in", urgent: false },
} as const satisfies Readonly<Record<string, CauseFacts>>;

export type Cause = keyof typeof CAUSES;

export const isCause = (text: string): text is Cause => Object.hasOwn(CAUSES, text);

/** Shown where the fan is, never stored: the line is the fact, and asking it tells the same. */
export const PASSING_CAUSES = ["turn_near", "turn_come"] as const;
export type PassingCause = (typeof PASSING_CAUSES)[number];

export function wantsMail(choices: MailChoices, cause: Cause): boolean {
  const { mail } = CAUSES[cause];
  return mail === "always" || (mail !== null && choices[mail]);
}

/** What is stored may be older than a topic that came later. */
export const mailChoicesOf = (stored: Readonly<Record<string, boolean>> | null): MailChoices => ({
  booking: stored?.booking ?? DEFAULT_MAIL_CHOICES.booking,
  refund: stored?.refund ?? DEFAULT_MAIL_CHOICES.refund,
  show_news: stored?.show_news ?? DEFAULT_MAIL_CHOICES.show_news,
  sign_in: stored?.sign_in ?? DEFAULT_MAIL_CHOICES.sign_in,
});
