// A door of a showtime with four tickets, and codes that its key signed: for tests in plain node.
import { p256 } from "@noble/curves/nist.js";
import type { LedgerTicket } from "../../../domain/door/bundle.ts";
import { sealTickets } from "../../../domain/door/seal.ts";
import { toBase64url, utf8 } from "../../../domain/log/text.ts";
import { makeId, ticketId } from "../../../domain/seat-ledger/ids.ts";
import { ticketCode, ticketPayload, ticketQrText } from "../../../domain/tickets/ticket-code.ts";
import type { DoorManifest } from "../../../schema/http/doors.ts";
import type { OwnScan } from "../own-scans.ts";
import type { Shelf } from "../shelf.ts";

export const BASE_MS = 1_000_000;
export const SALT = "st";
const ORDER = makeId("order", "ABCDEF", new Uint8Array(10).fill(7));
export const [ONE, TWO, VOID, INSIDE] = [0, 1, 2, 3].map((line) => ticketId(ORDER, line)) as [
  string,
  string,
  string,
  string,
];
export const ticketOf = (code: string): string => ticketId(makeId("order", code, new Uint8Array(10)), 0);

const SECRET = new Uint8Array(32).fill(9);
const [, ...POINT] = p256.getPublicKey(SECRET, false);
const [x, y] = [POINT.slice(0, 32), POINT.slice(32)].map((bytes) => toBase64url(Uint8Array.from(bytes))) as [
  string,
  string,
];
export const KEYS: DoorManifest["keys"] = [{ kid: "k1", kty: "EC", crv: "P-256", x, y }];

type Signed = { readonly text: string; readonly qr: string };
const made = new Map<string, Signed>();

export function signed(ticket_id: string, generation = 0): Signed {
  const name = `${ticket_id} ${generation}`;
  const payload = ticketPayload({ kid: "k1", ticket_id, generation });
  const known = made.get(name);
  if (known !== undefined) return known;
  const signature = p256.sign(utf8(payload), SECRET);
  const code = { text: ticketCode(payload, signature), qr: ticketQrText(payload, signature) };
  made.set(name, code);
  return code;
}

const HOLDERS: Readonly<Record<string, string>> = { "": "김하린", friend: "남궁민수" };

export const sealed = (tickets: readonly LedgerTicket[]) =>
  sealTickets(tickets, { salt: SALT, nameOf: (_, holder_id) => HOLDERS[holder_id] ?? "" });

export const manifest = (more: Partial<DoorManifest> = {}): DoorManifest => ({
  showtime: { id: SALT, code: "ABCDEF", starts_at_ms: BASE_MS, title: "" },
  showtimes: [
    { id: SALT, code: "ABCDEF", starts_at_ms: BASE_MS },
    { id: "st2", code: "GHJKMN", starts_at_ms: BASE_MS + 86_400_000 },
  ],
  door: { id: "d", name: "North", sections: null, ends_at_ms: 9_999_999_999 },
  zones: [
    { name: "North", sections: null },
    { name: "Stairs", sections: ["1F"] },
  ],
  as_of_ms: BASE_MS,
  now_ms: BASE_MS,
  version: 1,
  whole: true,
  base_ms: BASE_MS,
  rows: [["1F", "1", "R", "A"]],
  doors: ["South"],
  tickets: sealed([
    [ONE, 0, "1", "XXXXX1", ""],
    [TWO, 0, "2", "XXXXX1", "friend", 0, 0, -1, 0, 1],
    [VOID, 0, "3", "XXXXX1", "", 5, 0, -1, 0],
    [INSIDE, 0, "4", "XXXXX1", "", 0, 1, 60, 0],
  ]).map((ticket) => ticket.map((part) => part ?? 0)),
  double_entries: [],
  name_salt: SALT,
  keys: KEYS,
  ...more,
});

/** A device's shelf without a device. */
export function memoryShelf(things = new Map<string, unknown>()): Shelf & { readonly scans: Map<string, OwnScan> } {
  const scans = new Map<string, OwnScan>();
  return {
    scans,
    kept: async <T>(name: string) => (things.get(name) as T | undefined) ?? null,
    keep: async (name, thing) => void things.set(name, thing),
    scansOf: async () => [...scans.values()],
    keepScans: async (_, list) => {
      for (const scan of list) scans.set(scan.nonce, scan);
    },
    forgetScans: async (_, nonces) => {
      for (const nonce of nonces) scans.delete(nonce);
    },
  };
}
