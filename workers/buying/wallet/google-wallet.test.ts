import { exportPKCS8, generateKeyPair, jwtVerify } from "jose";
import { expect, test } from "vitest";
import type { WalletTicket } from "./pass.ts";
import { walletsOf } from "./wallet.ts";

const TICKET: WalletTicket = {
  ticket_id: "t_ABCDEF_1",
  generation: 1,
  show_id: "show_1",
  showtime_id: "st_1",
  title: "밤의 온도",
  venue: "한강 아트홀",
  starts_at_ms: 1_800_000_000_000,
  section: "1층",
  row: "",
  label: "12",
  booking_number: "ABCDEF-XXXXX1",
  qr_text: "QR TEXT",
  language: "ko",
};
const envOf = (settings: unknown) => ({
  GOOGLE_WALLET: typeof settings === "string" ? settings : JSON.stringify(settings),
});

test("WP1: a pass says the ticket, is signed by the service account, and says the very code of the ticket's page", async () => {
  const { privateKey, publicKey } = await generateKeyPair("RS256", { extractable: true });
  const account = {
    issuer_id: "33880000",
    client_email: "door@example.com",
    private_key: await exportPKCS8(privateKey),
  };
  const [wallet] = walletsOf(envOf(account));
  const url = (await wallet?.saveUrl(TICKET, 1_700_000_000_000)) ?? "";
  expect(url.startsWith("https://pay.google.com/gp/v/save/")).toBe(true);
  const { payload } = await jwtVerify(url.slice("https://pay.google.com/gp/v/save/".length), publicKey, {
    issuer: "door@example.com",
    audience: "google",
  });
  expect(payload).toMatchObject({
    typ: "savetowallet",
    payload: {
      eventTicketClasses: [{ id: "33880000.st_1" }],
      eventTicketObjects: [
        { id: "33880000.t_ABCDEF_1.1", barcode: { type: "QR_CODE", value: "QR TEXT" }, classId: "33880000.st_1" },
      ],
    },
  });
  expect(JSON.stringify(payload)).not.toContain('"row"');
  const ADDRESS_CHARS_MAX = 1_800;
  expect(url.length).toBeLessThan(ADDRESS_CHARS_MAX);
});

test("WP2: without settings, or with some that cannot be read, no wallet is offered", () => {
  expect(walletsOf({})).toEqual([]);
  expect(walletsOf(envOf("no json"))).toEqual([]);
  expect(walletsOf(envOf({ issuer_id: "a b" }))).toEqual([]);
});
