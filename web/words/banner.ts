// What every page says above everything while something is the matter with the service.
import type { Banner } from "../../domain/alerts/service-status.ts";
import type { Language } from "../../schema/http/words.ts";

const AWAY = {
  payments: {
    ko: "결제사가 잠시 답하지 않아 새 입장을 멈췄어요. 잡은 좌석과 줄에서의 자리는 그대로예요.",
    en: "The payment provider is away, so nobody is let in for now. Seats in hand and places in line stay.",
  },
  database: {
    ko: "로그인과 목록이 잠시 늦어요. 줄, 좌석, 결제는 그대로 되고 예매 기록은 곧 나타나요.",
    en: "Sign-in and lists are late for now. Lines, seats and payments work; bookings show up soon.",
  },
} as const;

/** What an operator who stops a sale may leave as it is. */
export const STOPPED = {
  ko: "지금 판매를 잠시 멈췄어요. 줄에서의 자리와 잡은 좌석은 그대로예요.",
  en: "The sale is stopped for a moment. Your place in line and your seats stay as they are.",
} as const;

export function bannerText(banner: Banner | null, language: Language): string | null {
  if (banner === null) return null;
  return banner.kind === "stopped" ? banner.text[language] : AWAY[banner.kind][language];
}
