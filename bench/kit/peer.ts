// A peer's server of one measurement: on a free loopback port, in a folder that goes with it, ended by its own id.
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { freePort } from "../../ops/instance.ts";

export class PeerAbsent extends Error {}

const READY_WITHIN_MS = 15_000;
const ENDS_WITHIN_MS = 10_000;
const ASK_EVERY_MS = 100;

export type PeerPlace = { readonly port: number; readonly folder: string };
export type PeerPlan<Peer> = {
  /** What must be on the machine, in words for whoever lacks it. */
  readonly needs: string;
  readonly start: (place: PeerPlace) => Promise<ChildProcess>;
  /** Throws until the server answers. */
  readonly open: (place: PeerPlace & { readonly pid: number }) => Promise<Peer>;
};

export async function withPeer<Peer, T>(plan: PeerPlan<Peer>, work: (peer: Peer) => Promise<T>): Promise<T> {
  const place = { port: await freePort(), folder: mkdtempSync(join(tmpdir(), "fairline-peer-")) };
  let child: ChildProcess | null = null;
  try {
    child = await plan.start(place).catch((error: unknown) => {
      throw isAbsent(error) ? new PeerAbsent(`${plan.needs}, or leave the peers out with --no-peer`) : error;
    });
    return await work(await untilOpen(plan, { ...place, pid: child.pid ?? 0 }));
  } finally {
    if (child !== null) await end(child);
    rmSync(place.folder, { recursive: true, force: true });
  }
}

const isAbsent = (error: unknown): boolean =>
  error instanceof PeerAbsent || (error as { code?: unknown } | null)?.code === "ENOENT";

async function untilOpen<Peer>(plan: PeerPlan<Peer>, place: PeerPlace & { readonly pid: number }): Promise<Peer> {
  const late_ms = performance.now() + READY_WITHIN_MS;
  for (;;) {
    try {
      return await plan.open(place);
    } catch (error) {
      if (performance.now() > late_ms) throw error;
      await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
    }
  }
}

/** Rejects when the program is not there. */
export function begin(program: string, args: readonly string[], owner: Owner = {}): Promise<ChildProcess> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: "ignore", ...owner });
    child.once("error", reject);
    child.once("spawn", () => resolve(child));
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  // SIGINT is a quick and clean end for both of them.
  child.kill("SIGINT");
  const late = setTimeout(() => child.kill("SIGKILL"), ENDS_WITHIN_MS);
  await ended;
  clearTimeout(late);
}

export type Owner = { readonly uid?: number; readonly gid?: number };
const running = promisify(execFile);
export const output = async (program: string, args: readonly string[], owner: Owner = {}): Promise<string> =>
  (await running(program, args, { maxBuffer: 16 << 20, ...owner })).stdout.trim();
