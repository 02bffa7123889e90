// An instance of its own for a measurement or a picture: a free port, a folder that goes with it, ended by its id.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const READY_WITHIN_MS = 90_000;

export type OwnInstance = { readonly url: string; readonly end: () => Promise<void> };

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}

/** The very thing that `npm start` runs, with the season of its first start. */
export async function startInstance(): Promise<OwnInstance> {
  const port = await freePort();
  const state_dir = mkdtempSync(join(tmpdir(), "fairline-own-"));
  const child = spawn(process.execPath, ["ops/start.ts"], {
    env: { ...process.env, PORT: String(port), STATE_DIR: state_dir, FIRST_BUYERS: "off" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const end = async (): Promise<void> => {
    child.kill("SIGTERM");
    await ended;
    rmSync(state_dir, { recursive: true, force: true });
  };
  try {
    await untilReady(child, `ready http://127.0.0.1:${port}`);
  } catch (error) {
    await end();
    throw error;
  }
  return { url: `http://127.0.0.1:${port}`, end };
}

function untilReady(child: ChildProcess, line: string): Promise<void> {
  let output = "";
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`not ready in time: ${output}`)), READY_WITHIN_MS);
    const listen = (text: Buffer): void => {
      output += text;
      if (!output.includes(line)) return;
      clearTimeout(late);
      resolve();
    };
    child.stdout?.on("data", listen);
    child.stderr?.on("data", listen);
    child.once("exit", (code) => {
      clearTimeout(late);
      reject(new Error(`ended with ${code}: ${output}`));
    });
  });
}
