// A stored message as its reader sees it: the words are made now, in the reader's language, with the show's present name.
import { CAUSES, isCause, type PassingCause } from "../../domain/inbox/causes.ts";
import type { Language } from "../../schema/http/words.ts";
import { isPaymentOutcome, PAYMENT_OUTCOMES } from "../../schema/payment-outcomes.ts";
import { spokenDay, spokenHourAt } from "../../web/words/format.ts";
import type { NoticeFacts, NoticeText } from "../../web/words/notices-ko.ts";
import { wordsFor } from "../../web/words/words.ts";
import { deviceName } from "../kit/pages/device.ts";
import type { NoticeRow } from "./db/notifications.ts";

export type NoticeView = {
  readonly id: string;
  /** The fan's own running number. */
  readonly seq: number;
  readonly kind: NoticeRow["kind"];
  readonly cause: string;
  readonly title: string;
  readonly text: string;
  /** A path of this site: what it is about. */
  readonly link: string;
  readonly status: "READ" | "UNREAD";
  readonly urgent: boolean;
  readonly created_at_ms: number;
  readonly read_at_ms: number | null;
};

export function noticeView(row: NoticeRow, language: Language): NoticeView {
  const { id, seq, kind, cause, link, created_at_ms, read_at_ms } = row;
  return {
    id,
    seq,
    kind,
    cause,
    ...noticeText(row, language),
    link,
    status: read_at_ms === null ? "UNREAD" : "READ",
    urgent: isCause(cause) && CAUSES[cause].urgent,
    created_at_ms,
    read_at_ms,
  };
}

type Told = Pick<NoticeRow, "cause" | "params" | "show_title" | "show_languages">;

export function noticeText(row: Told, language: Language): NoticeText {
  const words = wordsFor(language).notices;
  return isCause(row.cause) ? words.causes[row.cause](factsOf(row, language)) : words.unknown();
}

export const passingText = (cause: PassingCause, row: Omit<Told, "cause">, language: Language): NoticeText =>
  wordsFor(language).notices.passing[cause](factsOf(row, language));

/** Read leniently: an older row may lack what newer words would say. */
function factsOf({ params, show_title, show_languages }: Omit<Told, "cause">, language: Language): NoticeFacts {
  const text = (name: string): string => {
    const value = params[name];
    return typeof value === "string" ? value : "";
  };
  const count = (name: string): number => {
    const value = params[name];
    return typeof value === "number" ? value : 0;
  };
  const code = text("code");
  const changed = text("changed");
  return {
    show: (language === "en" ? show_languages?.en?.title : undefined) ?? show_title,
    number: text("number"),
    amount_krw: count("amount_krw"),
    seats: count("seats"),
    why: isPaymentOutcome(code) ? PAYMENT_OUTCOMES[code][language] : null,
    // An organiser may have said it in English too.
    message: (language === "en" ? text("text_en") : "") || text("text"),
    device: deviceName(text("user_agent")) ?? "",
    network: text("address_prefix"),
    changed: changed === "" ? [] : changed.split(","),
    now: {
      ...(count("starts_at_ms") > 0 && { starts_at: dayAndHour(count("starts_at_ms"), text("time_zone"), language) }),
      ...(count("running_minutes") > 0 && {
        running_minutes: `${count("running_minutes")}${language === "ko" ? "분" : " min"}`,
      }),
    },
  };
}

/** Where the show plays, and never "tomorrow": a message is read again later. */
function dayAndHour(at_ms: number, zone: string, language: Language): string {
  const day = spokenDay(at_ms, { nowMs: Date.now(), zone, language });
  return `${day}${language === "ko" ? "" : ","} ${spokenHourAt(at_ms, zone, language)}`;
}
