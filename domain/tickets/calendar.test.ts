// B10: a calendar file that every calendar reads: UTC, CRLF, 75 octets a line, cancelled with the ticket.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CalendarTicket, calendarText } from "./calendar.ts";

const SEED = 20_261_120;
const ticket: CalendarTicket = {
  ticket_id: "t_ABC123_0000000000000000000",
  host: "fairline.example",
  sequence: 3,
  title: "달빛, 그리고; 밤 \\ 온도",
  venue: "서울 아트홀",
  description: "R석 1구역 3열 7번\n예매번호 ABC123-000001",
  url: "https://fairline.example/tickets/t_ABC123_0000000000000000000",
  starts_at_ms: Date.parse("2026-12-03T10:30:00Z"),
  ends_at_ms: Date.parse("2026-12-03T12:30:00Z"),
  made_at_ms: Date.parse("2026-11-20T01:02:03Z"),
  cancelled: false,
};

const unfolded = (text: string): string[] => text.replaceAll("\r\n ", "").split("\r\n");
const octets = (line: string): number => new TextEncoder().encode(line).length;

describe("B10: calendar", () => {
  test("B10: times are UTC, commas, semicolons, backslashes and line breaks are escaped", () => {
    const lines = unfolded(calendarText(ticket));
    expect(lines).toContain("DTSTART:20261203T103000Z");
    expect(lines).toContain("DTEND:20261203T123000Z");
    expect(lines).toContain("DTSTAMP:20261120T010203Z");
    expect(lines).toContain("SUMMARY:달빛\\, 그리고\\; 밤 \\\\ 온도");
    expect(lines).toContain("DESCRIPTION:R석 1구역 3열 7번\\n예매번호 ABC123-000001");
    expect(lines).toContain("UID:t_ABC123_0000000000000000000@fairline.example");
    expect(lines).toContain("METHOD:PUBLISH");
    expect(lines).toContain("STATUS:CONFIRMED");
    expect(lines.at(-1)).toBe("");
  });

  test("B10: a void ticket takes its appointment back under the same name, one step on", () => {
    const lines = unfolded(calendarText({ ...ticket, cancelled: true, sequence: 4 }));
    expect(lines).toContain("METHOD:CANCEL");
    expect(lines).toContain("STATUS:CANCELLED");
    expect(lines).toContain("SEQUENCE:4");
    expect(lines).toContain("UID:t_ABC123_0000000000000000000@fairline.example");
  });

  test("B10: no line is longer than 75 octets, none is cut inside a character, and folding loses nothing", () => {
    const words = fc.string({ unit: "grapheme", maxLength: 300 }).map((text) => text.replaceAll(/[\r\n\\;,]/g, ""));
    fc.assert(
      fc.property(words, (title) => {
        const text = calendarText({ ...ticket, title });
        for (const line of text.split("\r\n")) expect(octets(line)).toBeLessThanOrEqual(75);
        expect(unfolded(text)).toContain(`SUMMARY:${title}`);
      }),
      { seed: SEED },
    );
  });

  test("B10: dates agree with the platform's for four centuries, leap days and ends of years included", () => {
    const moments = fc.integer({ min: Date.UTC(1999, 0), max: Date.UTC(2400, 0) });
    fc.assert(
      fc.property(moments, (starts_at_ms) => {
        const iso = new Date(starts_at_ms).toISOString();
        const text = calendarText({ ...ticket, starts_at_ms });
        expect(text).toContain(`DTSTART:${iso.slice(0, 19).replaceAll(/[-:]/g, "")}Z`);
      }),
      { seed: SEED, numRuns: 500 },
    );
    for (const day of [
      "2028-02-29T23:59:59Z",
      "2100-02-28T23:59:59Z",
      "2100-03-01T00:00:00Z",
      "2026-12-31T23:59:59Z",
    ]) {
      const text = calendarText({ ...ticket, starts_at_ms: Date.parse(day) });
      expect(text).toContain(`DTSTART:${day.replaceAll(/[-:]/g, "")}`);
    }
  });
});
