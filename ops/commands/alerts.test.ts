// O4: the operator tries the webhook before a sale needs it.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { DONE, REFUSED } from "../cli/exit-codes.ts";
import { testWebhook } from "./alerts.ts";

const folder = mkdtempSync(join(tmpdir(), "alerts-"));
let receiver: Server | null = null;
afterEach(() => {
  receiver?.close();
  receiver = null;
  vi.restoreAllMocks();
});

type Heard = { readonly call: string; readonly title: string };

async function receive(status: number): Promise<{ readonly file: string; readonly heard: Heard[] }> {
  const heard: Heard[] = [];
  receiver = createServer(async (request, answer) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { embeds } = JSON.parse(Buffer.concat(chunks).toString()) as { embeds: [{ title: string }] };
    heard.push({ call: `${request.method} ${request.url}`, title: embeds[0].title });
    answer.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify({ id: "123" }));
  });
  await new Promise<void>((resolve) => receiver?.listen(0, "127.0.0.1", resolve));
  const { port } = receiver.address() as AddressInfo;
  const file = join(folder, "webhook.json");
  writeFileSync(file, JSON.stringify({ url: `http://127.0.0.1:${port}/api/webhooks/1/t`, language: "en" }));
  return { file, heard };
}

test("O4: alerts test sends one message over the network and closes that very one", async () => {
  vi.spyOn(console, "log").mockImplementation(() => {});
  const { file, heard } = await receive(200);
  expect(await testWebhook(file)).toBe(DONE);
  expect(heard).toEqual([
    { call: "POST /api/webhooks/1/t?wait=true", title: "[FIRING] This is a trial of the alerts" },
    { call: "PATCH /api/webhooks/1/t/messages/123", title: "[RESOLVED] This is a trial of the alerts" },
  ]);
});

test("O4: a webhook that refuses, and a file that is none, end with 1 and say why", async () => {
  const said = vi.spyOn(console, "error").mockImplementation(() => {});
  const { file } = await receive(404);
  expect(await testWebhook(file)).toBe(REFUSED);
  writeFileSync(file, "{}");
  expect(await testWebhook(file)).toBe(REFUSED);
  expect(said.mock.calls.flat().join(" ")).toMatch(/answered 404.*holds no webhook/);
  rmSync(folder, { recursive: true });
});
