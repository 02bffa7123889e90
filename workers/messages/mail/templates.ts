// Every letter the product sends, by name: its parameters are parsed when it is written and when it is sent.
import * as z from "zod/mini";
import type { Language } from "../../../schema/http/words.ts";
import { type Letter, letterOf } from "./letter.ts";

const loginCode = z.object({ code: z.string(), minutes: z.int() });

const footer = {
  ko: "이 메일은 페어라인에서 보냈어요. 요청하지 않았다면 그냥 지우셔도 괜찮아요.",
  en: "Sent by Fairline. If you did not ask for it, you can ignore it.",
} as const;

const notice = z.object({ title: z.string(), text: z.string(), link: z.string() });

const choicesHint = {
  ko: "메일로 받을 알림은 알림 화면에서 고를 수 있어요.",
  en: "Choose what comes by mail on the notifications page.",
} as const;

const purchase = z.object({
  cause: z.string(),
  number: z.string(),
  booking_id: z.string(),
  origin: z.string(),
  title: z.string(),
  venue: z.string(),
  time_zone: z.string(),
  starts_at_ms: z.int(),
  seats: z.array(z.object({ section: z.string(), row: z.string(), label: z.string() })),
  amount_krw: z.int(),
  fee_krw: z.int(),
  /** In the organiser's own words, where it was their act. */
  reason: z.optional(z.string()),
});
type Purchase = z.infer<typeof purchase>;

const SEATS_NAMED_MAX = 8;

function seatNames({ seats }: Purchase, ko: boolean): string {
  const named = seats
    .slice(0, SEATS_NAMED_MAX)
    .map(({ section, row, label }) =>
      [section, row === "" ? "" : ko ? `${row}열` : `row ${row}`, ko ? `${label}번` : label]
        .filter((part) => part !== "")
        .join(" "),
    );
  return [...named, ...(seats.length > SEATS_NAMED_MAX ? ["…"] : [])].join(", ");
}

function purchaseFacts(mail: Purchase, language: Language): (readonly [string, string])[] {
  const ko = language === "ko";
  const when = new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "short", timeZone: mail.time_zone });
  return [
    [ko ? "예매번호" : "Booking number", mail.number],
    [ko ? "일시" : "When", when.format(mail.starts_at_ms)],
    [ko ? "장소" : "Where", mail.venue],
    [ko ? "좌석" : "Seats", seatNames(mail, ko)],
  ];
}

const won = (amount_krw: number, language: Language): string =>
  language === "ko" ? `${amount_krw.toLocaleString("ko")}원` : `₩${amount_krw.toLocaleString("en")}`;

const bookingLink = (mail: Purchase, label: string) => ({
  label,
  url: `${mail.origin}/me/bookings/${mail.booking_id}`,
});

/** Why the money goes back, in the first sentence. */
const REFUND_REASONS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  show_cancelled: {
    ko: "공연이 취소되어 결제하신 금액을 전부 돌려드려요.",
    en: "The show was cancelled and all you paid goes back to you.",
  },
  charge_returned: {
    ko: "좌석을 지키지 못해 나간 금액을 전부 돌려드려요.",
    en: "The seats could not be kept, so all that was charged goes back to you.",
  },
  refund_done: { ko: "환불이 끝났어요.", en: "Your refund is done." },
};

const doorList = z.object({
  title: z.string(),
  starts_at_ms: z.int(),
  time_zone: z.string(),
  origin: z.string(),
});

const letters = {
  door_list: (language: Language, raw: unknown): Letter => {
    const { title, starts_at_ms, time_zone, origin } = doorList.parse(raw);
    const ko = language === "ko";
    const when = new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "short", timeZone: time_zone });
    return letterOf({
      language,
      subject: ko ? `입장 명단: ${title}` : `Door list: ${title}`,
      heading: title,
      paragraphs: ko
        ? [
            "모든 것이 멈춰도 입장을 받을 수 있게, 들어올 수 있는 표의 명단을 파일로 보내요. 인쇄해 두거나 휴대폰에 저장해 주세요.",
            "파일 마지막 줄은 우리 서명이에요. 누가 고친 명단은 이 서명과 맞지 않아요.",
          ]
        : [
            "So that people can be let in even when everything is down: every ticket that lets somebody in, as a file. Print it, or keep it on a phone.",
            "The last line of the file is our signature. A list that somebody changed does not agree with it.",
          ],
      facts: [[ko ? "일시" : "When", when.format(starts_at_ms)]],
      link: { label: ko ? "판매 관리 열기" : "Open the console", url: `${origin}/manage` },
      footer: footer[language],
    });
  },
  booking_confirmed: (language: Language, raw: unknown): Letter => {
    const mail = purchase.parse(raw);
    const ko = language === "ko";
    return letterOf({
      language,
      subject: ko ? `예매가 끝났어요: ${mail.title}` : `Booked: ${mail.title}`,
      heading: mail.title,
      paragraphs: [ko ? "결제가 끝났고 표가 준비됐어요." : "Your payment went through and your tickets are ready."],
      figure: mail.number,
      facts: [...purchaseFacts(mail, language), [ko ? "결제 금액" : "Paid", won(mail.amount_krw, language)]],
      link: bookingLink(mail, ko ? "표와 QR 보기" : "See tickets and QR codes"),
      footer: footer[language],
    });
  },
  booking_refunded: (language: Language, raw: unknown): Letter => {
    const mail = purchase.parse(raw);
    const ko = language === "ko";
    const fee: (readonly [string, string])[] =
      mail.fee_krw > 0 ? [[ko ? "취소 수수료" : "Cancellation fee", won(mail.fee_krw, language)]] : [];
    return letterOf({
      language,
      subject: ko ? `환불 안내: ${mail.title}` : `Refund: ${mail.title}`,
      heading: mail.title,
      paragraphs: [
        (REFUND_REASONS[mail.cause] ?? REFUND_REASONS.refund_done)?.[language] ?? "",
        ...(mail.reason === undefined
          ? []
          : [`${ko ? "기획자가 적은 이유" : "The organiser's reason"}: ${mail.reason}`]),
        ko ? "카드사에 따라 며칠 걸릴 수 있어요." : "It may take a few days, depending on the card company.",
      ],
      facts: [
        ...purchaseFacts(mail, language),
        [ko ? "환불 금액" : "Refunded", won(mail.amount_krw, language)],
        ...fee,
      ],
      link: bookingLink(mail, ko ? "예매 내역 보기" : "See the booking"),
      footer: footer[language],
    });
  },
  notice: (language: Language, raw: unknown): Letter => {
    const { title, text, link } = notice.parse(raw);
    return letterOf({
      language,
      subject: title,
      heading: title,
      paragraphs: text.split("\n").filter((line) => line.trim() !== ""),
      link: { label: language === "ko" ? "자세히 보기" : "See more", url: link },
      footer: `${choicesHint[language]} ${footer[language]}`,
    });
  },
  join_code: (language: Language, raw: unknown): Letter => {
    const { code, minutes } = loginCode.parse(raw);
    const ko = language === "ko";
    return letterOf({
      language,
      subject: ko ? `페어라인 줄서기 확인 코드 ${code}` : `${code} is your code to join the line`,
      heading: ko ? "줄서기 확인 코드예요" : "Your code to join the line",
      paragraphs: [
        ko
          ? `줄을 서는 화면에 아래 숫자를 ${minutes}분 안에 입력해 주세요. 이미 선 자리에는 필요하지 않아요.`
          : `Type these digits into the line's page within ${minutes} minutes. A place you already have needs no code.`,
      ],
      figure: code,
      footer: `${ko ? "이 코드를 누구에게도 알려 주지 마세요. " : "Tell this code to no one. "}${footer[language]}`,
    });
  },
  login_code: (language: Language, raw: unknown): Letter => {
    const { code, minutes } = loginCode.parse(raw);
    const ko = language === "ko";
    return letterOf({
      language,
      subject: ko ? `페어라인 로그인 코드 ${code}` : `${code} is your Fairline sign-in code`,
      heading: ko ? "로그인 코드예요" : "Your sign-in code",
      paragraphs: [
        ko
          ? `로그인 화면에 아래 숫자를 ${minutes}분 안에 입력해 주세요.`
          : `Type these digits into the sign-in page within ${minutes} minutes.`,
      ],
      figure: code,
      footer: `${ko ? "이 코드를 누구에게도 알려 주지 마세요. 저희는 코드를 묻지 않아요. " : "Tell this code to no one; we never ask for it. "}${footer[language]}`,
    });
  },
} as const;

export type TemplateName = keyof typeof letters;

export function writeLetter(template: string, language: Language, params: unknown): Letter | null {
  const known = Object.hasOwn(letters, template);
  return known ? letters[template as TemplateName](language, params) : null;
}
