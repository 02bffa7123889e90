// The story of one booking in words: one sentence a line, for the fan and for the operator alike.

import type { Language } from "../../../schema/http/words.ts";
import { isPaymentOutcome, PAYMENT_OUTCOMES } from "../../../schema/payment-outcomes.ts";
import { money } from "../../../web/words/format.ts";
import { wordsFor } from "../../../web/words/words.ts";
import type { StoryLine } from "../story-facts.ts";

export type StoryEntry = {
  readonly at_ms: number;
  readonly source: StoryLine["source"];
  readonly text: string;
  /** Money moved, or something went wrong: these stand out. */
  readonly weight: "plain" | "money" | "trouble";
};

type About = { readonly language: Language; readonly seats: string };

export const storyOf = (lines: readonly StoryLine[], about: About): readonly StoryEntry[] =>
  lines.map((line) => ({
    at_ms: line.at_ms,
    source: line.source,
    text: said(line, about),
    weight: WEIGHTS[line.kind] ?? "plain",
  }));

const WEIGHTS: Readonly<Record<string, StoryEntry["weight"]>> = {
  captured: "money",
  refund_requested: "money",
  refund_done: "money",
  attempt_declined: "trouble",
  attempt_unknown: "trouble",
  attempt_given_up: "trouble",
  refund_refused: "trouble",
};

function said(line: StoryLine, about: About): string {
  const { story } = wordsFor(about.language).buying;
  switch (line.source) {
    case "ledger":
      return ofLedger(line, about);
    case "line": {
      const { join, ...plain } = story.line;
      if (line.kind === "join") return join(numberIn(line, "position"));
      return wordIn(plain, line.kind) ?? story.other(line.kind);
    }
    case "mail": {
      const cause = textIn(line, "cause");
      return story.mail(wordIn(story.templates, cause) ?? cause, wordIn(story.mailStates, line.kind) ?? line.kind);
    }
    case "notice":
      return story.notice(wordIn(story.templates, line.kind) ?? line.kind);
  }
}

function ofLedger(line: StoryLine, { language, seats }: About): string {
  const { story } = wordsFor(language).buying;
  switch (line.kind) {
    case "held":
      return story.held(seats);
    case "ordered":
      return story.ordered(numberIn(line, "total_krw"));
    case "attempt_started":
      return story.attempt_started(numberIn(line, "number"), textIn(line, "method"));
    case "attempt_declined":
      return story.attempt_declined(outcomeTitle(textIn(line, "code"), language));
    case "captured":
      return story.captured(numberIn(line, "captured_krw"));
    case "order_ended":
      return wordIn(story.order_ended, textIn(line, "status")) ?? story.other(line.kind);
    case "refund_requested": {
      const fee_krw = numberIn(line, "fee_krw");
      const who = wordIn(story.who, textIn(line, "by")) ?? "";
      return story.refund_requested(numberIn(line, "amount_krw"), fee_krw === 0 ? "" : money(fee_krw, language), who);
    }
    case "refund_refused":
      return story.refund_refused(textIn(line, "code"));
    case "attempt_unknown":
    case "attempt_asked":
    case "attempt_given_up":
    case "sold":
    case "seats_freed":
    case "refund_asked":
    case "refund_done":
      return story[line.kind];
    default:
      return story.other(line.kind);
  }
}

const textIn = ({ facts }: StoryLine, name: string): string => String(facts[name] ?? "");
const numberIn = ({ facts }: StoryLine, name: string): number => Number(facts[name] ?? 0);

const wordIn = (words: Readonly<Record<string, string>>, name: string): string | null =>
  Object.hasOwn(words, name) ? (words[name] ?? null) : null;

export const outcomeTitle = (code: string, language: Language): string =>
  PAYMENT_OUTCOMES[isPaymentOutcome(code) ? code : "declined"][language].title;
