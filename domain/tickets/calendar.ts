// A ticket as an appointment (RFC 5545): UTC throughout, lines folded at 75 octets, cancelled when the ticket is void.

export type CalendarTicket = {
  readonly ticket_id: string;
  /** The service's own host, behind the @ of the appointment's name. */
  readonly host: string;
  /** Grows with every change, so that a later file replaces an earlier one. */
  readonly sequence: number;
  readonly title: string;
  readonly venue: string;
  readonly description: string;
  readonly url: string;
  readonly starts_at_ms: number;
  readonly ends_at_ms: number;
  readonly made_at_ms: number;
  readonly cancelled: boolean;
};

const LINE_OCTETS = 75;

export function calendarText(ticket: CalendarTicket): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Fairline//Tickets//EN",
    "CALSCALE:GREGORIAN",
    `METHOD:${ticket.cancelled ? "CANCEL" : "PUBLISH"}`,
    "BEGIN:VEVENT",
    `UID:${ticket.ticket_id}@${ticket.host}`,
    `SEQUENCE:${ticket.sequence}`,
    `DTSTAMP:${utc(ticket.made_at_ms)}`,
    `DTSTART:${utc(ticket.starts_at_ms)}`,
    `DTEND:${utc(ticket.ends_at_ms)}`,
    `SUMMARY:${escaped(ticket.title)}`,
    `LOCATION:${escaped(ticket.venue)}`,
    `DESCRIPTION:${escaped(ticket.description)}`,
    `URL:${ticket.url}`,
    `STATUS:${ticket.cancelled ? "CANCELLED" : "CONFIRMED"}`,
    "TRANSP:OPAQUE",
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return `${lines.map(folded).join("\r\n")}\r\n`;
}

/** "20261203T110000Z"; the calendar's own arithmetic, for a rule has no clock and no zone. */
function utc(at_ms: number): string {
  const days = Math.floor(at_ms / 86_400_000);
  const seconds = Math.floor((at_ms - days * 86_400_000) / 1_000);
  const { year, month, day } = civil(days);
  const time = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join("");
  return `${String(year).padStart(4, "0")}${two(month)}${two(day)}T${time}Z`;
}

const two = (value: number): string => String(value).padStart(2, "0");

/** Days since 1970 as a date: years are counted from March, so that the leap day is the last of its year. */
function civil(days: number): { readonly year: number; readonly month: number; readonly day: number } {
  const since_0000 = days + 719_468;
  const era = Math.floor(since_0000 / 146_097);
  const of_era = since_0000 - era * 146_097;
  const year_of_era = Math.floor(
    (of_era - Math.floor(of_era / 1_460) + Math.floor(of_era / 36_524) - Math.floor(of_era / 146_096)) / 365,
  );
  const of_year = of_era - (365 * year_of_era + Math.floor(year_of_era / 4) - Math.floor(year_of_era / 100));
  const from_march = Math.floor((5 * of_year + 2) / 153);
  const month = from_march < 10 ? from_march + 3 : from_march - 9;
  return {
    year: year_of_era + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: of_year - Math.floor((153 * from_march + 2) / 5) + 1,
  };
}

const escaped = (text: string): string =>
  text
    .replaceAll("\\", "\\\\")
    .replaceAll(";", "\\;")
    .replaceAll(",", "\\,")
    .replaceAll(/\r\n|\r|\n/g, "\\n");

/** Counted in octets, cut between characters; a line goes on behind a line break and one space. */
function folded(line: string): string {
  let text = "";
  let octets = 0;
  for (const char of line) {
    const more = octetsOf(char.codePointAt(0) ?? 0);
    if (octets + more > LINE_OCTETS) {
      text += "\r\n ";
      octets = 1;
    }
    text += char;
    octets += more;
  }
  return text;
}

const octetsOf = (code: number): number => (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4);
