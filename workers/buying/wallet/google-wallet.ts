// Google Wallet: a pass is a signed statement in the address that a person opens. Google keeps it when they agree; nothing is
// called from here. One optional secret, GOOGLE_WALLET.
import { importPKCS8, SignJWT } from "jose";
import * as z from "zod/mini";
import { log } from "../../kit/log.ts";
import type { Wallet, WalletTicket } from "./pass.ts";

const SAVE_URL = "https://pay.google.com/gp/v/save/";
const line = z.string().check(z.minLength(1), z.maxLength(500));
const settings = z.object({
  /** Of the issuer's account at Google. */
  issuer_id: z.string().check(z.regex(/^[\w.-]{1,60}$/)),
  /** Of the service account, with its private key in PKCS #8. */
  client_email: line,
  private_key: z.string().check(z.maxLength(8_000)),
  save_url: z.optional(z.url({ protocol: /^https?$/ })),
});
type Settings = z.infer<typeof settings>;

let parsed: { readonly text: string; readonly settings: Settings | null } | null = null;

export function googleWallet(env: Pick<Env, "GOOGLE_WALLET">): Wallet | null {
  const text = env.GOOGLE_WALLET ?? "";
  if (parsed?.text !== text) parsed = { text, settings: text === "" ? null : readSettings(text) };
  const known = parsed.settings;
  return known === null ? null : { name: "google", saveUrl: (ticket, now_ms) => saveUrl(known, ticket, now_ms) };
}

function readSettings(text: string): Settings | null {
  try {
    return settings.parse(JSON.parse(text));
  } catch (error) {
    const where = error instanceof z.core.$ZodError ? error.issues.map(({ path }) => path.join(".")).join(" ") : "JSON";
    log("error", "google_wallet_unreadable", { where });
    return null;
  }
}

async function saveUrl(known: Settings, ticket: WalletTicket, now_ms: number): Promise<string> {
  const key = await importPKCS8(known.private_key, "RS256");
  const statement = await new SignJWT({ typ: "savetowallet", origins: [], payload: passOf(known.issuer_id, ticket) })
    .setProtectedHeader({ alg: "RS256", typ: "JWT" })
    .setIssuer(known.client_email)
    .setAudience("google")
    .setIssuedAt(Math.floor(now_ms / 1_000))
    .sign(key);
  return `${known.save_url ?? SAVE_URL}${statement}`;
}

/** A class for each showtime, an object for each holder of a ticket: told again they are the same. */
function passOf(issuer_id: string, ticket: WalletTicket) {
  const { language, ticket_id, generation, showtime_id, section, row, label } = ticket;
  const said = (value: string) => ({ defaultValue: { language, value } });
  const class_id = `${issuer_id}.${showtime_id}`;
  return {
    eventTicketClasses: [
      {
        id: class_id,
        issuerName: "Fairline",
        reviewStatus: "UNDER_REVIEW",
        eventId: ticket.show_id,
        eventName: said(ticket.title),
        venue: { name: said(ticket.venue), address: said(ticket.venue) },
        dateTime: { start: new Date(ticket.starts_at_ms).toISOString() },
      },
    ],
    eventTicketObjects: [
      {
        id: `${issuer_id}.${ticket_id}.${generation}`,
        classId: class_id,
        state: "ACTIVE",
        ticketNumber: ticket_id,
        reservationInfo: { confirmationCode: ticket.booking_number },
        seatInfo: {
          section: said(section),
          ...(row !== "" && { row: said(row) }),
          ...(label !== "" && { seat: said(label) }),
        },
        barcode: { type: "QR_CODE", value: ticket.qr_text },
      },
    ],
  };
}
