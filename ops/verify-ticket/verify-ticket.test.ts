// Tickets and lists checked with nothing but keys in a file.
import { generateKeyPairSync, sign } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { KEYS, ONE, signed } from "../../web/door/testing/door.ts";
import { verifyTicketCommand } from "./command.ts";

const folder = mkdtempSync(join(tmpdir(), "verify-ticket-"));
afterAll(() => rmSync(folder, { recursive: true }));
const fileOf = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const keys = fileOf("keys.json", JSON.stringify({ keys: KEYS }));

test("DR8: a ticket's code is checked with nothing but a file of keys, in both writings", async () => {
  const { text, qr } = signed(ONE, 2);
  for (const code of [text, qr]) {
    const said = await verifyTicketCommand("ticket", [code, "--keys", keys]);
    expect([said.exit, said.text.includes(ONE), said.text.includes("2 times")]).toEqual([0, true, true]);
  }
  const bent = text.replace(/.{3}$/, "AAA");
  expect((await verifyTicketCommand("ticket", ["--keys", keys, bent])).exit).toBe(1);
  expect((await verifyTicketCommand("ticket", ["https://example.com", "--keys", keys])).exit).toBe(1);
  const others = fileOf("others.json", JSON.stringify({ keys: KEYS.map((key) => ({ ...key, purpose: "pass" })) }));
  expect((await verifyTicketCommand("ticket", [text, "--keys", others])).exit).toBe(2);
  expect((await verifyTicketCommand("ticket", [text])).exit).toBe(2);
});

test("DR8: a list that somebody changed is told from ours", async () => {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const list = `"section","ticket_id"\r\n"1층","${ONE}"\r\n`;
  const signature = sign("sha256", Buffer.from(list), { key: privateKey, dsaEncoding: "ieee-p1363" });
  const whole = `\ufeff${list}"signature","k9","${signature.toString("base64url")}"\r\n`;
  const own = fileOf("own.json", JSON.stringify([{ ...publicKey.export({ format: "jwk" }), kid: "k9" }]));
  const said = await verifyTicketCommand("door-list", [fileOf("ours.csv", whole), "--keys", own]);
  expect([said.exit, said.text]).toEqual([0, "✓ Our list, unchanged: 1 tickets."]);
  const changed = fileOf("changed.csv", whole.replace("1층", "2층"));
  expect((await verifyTicketCommand("door-list", [changed, "--keys", own])).exit).toBe(1);
  expect((await verifyTicketCommand("door-list", [fileOf("bare.csv", list), "--keys", own])).exit).toBe(1);
});
