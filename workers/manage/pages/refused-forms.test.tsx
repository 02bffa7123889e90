/** @jsxImportSource preact */
// The console's forms that were refused: what was typed stands in them, with what to do, and the choice goes along.
import { describe, expect, test } from "vitest";
import { LANGUAGES } from "../../../schema/http/words.ts";
import { renderPage } from "../../kit/pages/render.tsx";
import type { PageFrame } from "../../kit/pages/view-models.ts";
import { MessagePage } from "./message-page.tsx";
import { AskCancelPage, AskRefundsPage } from "./refund-pages.tsx";

const frameIn = (language: "ko" | "en"): PageFrame => ({
  language,
  theme: null,
  path: "/manage",
  origin: "https://fairline.example",
  nonce: "",
  assets: { css: "/assets/index.css", fontsCss: "/assets/fonts.css", scripts: [] },
  user: null,
  unread_count: 0,
  now_ms: 0,
  fan_time_zone: null,
  practice: null,
  notice: null,
  banner: null,
});

const show = { id: "show_1", title: "밤의 온도", zone: "Asia/Seoul" };
const sums = { show, bookings: 2, seats: 3, showtimes: 1, refund_krw: 90_000, buyers: 2 };
const fields = [["status", "CONFIRMED"]] as const;
const TEXT = "문이 30분 늦게 열려요 <b>";

const errorsOf = (html: string): string[] => [...html.matchAll(/id="(\w+)-error"/g)].map(([, id = ""]) => id);

describe("O2: a refused form of the console", () => {
  for (const language of LANGUAGES) {
    test(`O2: keeps what was typed and the choice, and says what to do (${language})`, () => {
      const frame = frameIn(language);
      const refused = { text: TEXT, text_en: "Doors open late" };
      const message = renderPage(<MessagePage frame={frame} view={{ ...sums, fields, refused }} />);
      expect(errorsOf(message)).toEqual(["text"]);
      expect(message).toContain("문이 30분 늦게 열려요 &lt;b>");
      expect(message).toContain("Doors open late");
      expect(message).toContain('name="status" value="CONFIRMED"');
      const refund = renderPage(<AskRefundsPage frame={frame} view={{ ...sums, fields, refused: "  " }} />);
      const cancel = renderPage(<AskCancelPage frame={frame} view={{ ...sums, refused: "  " }} />);
      expect([errorsOf(refund), errorsOf(cancel)]).toEqual([["reason"], ["reason"]]);
      expect(refund).toContain('name="status" value="CONFIRMED"');
    });
  }
  test("O2: and complains of nothing before it was sent", () => {
    const frame = frameIn("ko");
    const fresh = renderPage(<MessagePage frame={frame} view={{ ...sums, fields, refused: null }} />);
    const ask = renderPage(<AskRefundsPage frame={frame} view={{ ...sums, fields, refused: null }} />);
    expect(errorsOf(fresh + ask)).toEqual([]);
  });
});
