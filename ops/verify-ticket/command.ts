// `npm run verify -- ticket <code> --keys <file>` and `-- door-list <file> --keys <file>`: whether a ticket or a list for
// paper is ours, with nothing but the published keys. For the evening on which everything is down.
import { readFileSync } from "node:fs";
import { readTicketCode } from "../../domain/tickets/ticket-code.ts";
import { readSigned } from "../../web/door/codes.ts";
import { listIsOurs, readPublished } from "./evidence.ts";

export const TICKET_HELP = `usage: npm run verify -- ticket <code> --keys <file>
       npm run verify -- door-list <file> --keys <file>

  code      what the QR code says, or the code that the ticket's page and the API write
  file      the signed list of a showtime's tickets (door-….csv)
  --keys    the published keys: <server>/.well-known/jwks.json, kept in time, or a door's manifest`;

type Said = { readonly exit: 0 | 1 | 2; readonly text: string };

export async function verifyTicketCommand(kind: "ticket" | "door-list", words: readonly string[]): Promise<Said> {
  const at = words.indexOf("--keys");
  const keys_file = at < 0 ? undefined : words[at + 1];
  const [what, ...more] = words.filter((_, i) => at < 0 || (i !== at && i !== at + 1));
  if (what === undefined || keys_file === undefined || more.length > 0) return { exit: 2, text: TICKET_HELP };
  const file = textOf(keys_file);
  const keys = file === null ? null : readPublished(file);
  if (keys === null || keys.length === 0) return { exit: 2, text: `no keys of tickets in ${keys_file}` };
  return kind === "ticket" ? sayTicket(what, keys) : sayList(what, keys);
}

async function sayTicket(code: string, keys: NonNullable<ReturnType<typeof readPublished>>): Promise<Said> {
  const read = readTicketCode(code.trim());
  if (read === null) return { exit: 1, text: "✗ Not a ticket's code of this product." };
  const ours = await readSigned(code, keys);
  if (ours === null) {
    return {
      exit: 1,
      text: "✗ None of these keys signed it: a forgery, or a key newer than this file. Do not let in.",
    };
  }
  const handed = ours.generation === 0 ? "never" : `${ours.generation} times before this code was made`;
  return {
    exit: 0,
    text: [
      "✓ Signed by us.",
      `  ticket       ${ours.ticket_id}`,
      `  showtime     ${read.showtime_code}`,
      `  handed over  ${handed}`,
      "· A signature cannot say whether the ticket was refunded or handed over since, or whether somebody is in with it:",
      "  look the ticket's id up in the door list, and tick it off there.",
    ].join("\n"),
  };
}

async function sayList(path: string, keys: NonNullable<ReturnType<typeof readPublished>>): Promise<Said> {
  const text = textOf(path);
  if (text === null) return { exit: 2, text: `there is no file ${path}` };
  const { ours, tickets } = await listIsOurs(text, keys);
  return ours
    ? { exit: 0, text: `✓ Our list, unchanged: ${tickets} tickets.` }
    : { exit: 1, text: "✗ Not our list, or somebody changed it since." };
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
