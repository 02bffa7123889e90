// How many sockets one workerd may hold here. It takes two descriptors a socket and dies at the limit, so the ceiling
// stands well below and the rest is answered 503.
import { execFileSync } from "node:child_process";

const DESCRIPTORS_PER_SOCKET = 2;
const DESCRIPTORS_KEPT_FREE = 2_000;
const SOCKETS_MAX = 9_000;

export function socketsMax(): number {
  const limit = Number(execFileSync("sh", ["-c", "ulimit -n"], { encoding: "utf8" }).trim());
  if (!Number.isFinite(limit)) return SOCKETS_MAX;
  return Math.max(50, Math.min(SOCKETS_MAX, Math.floor((limit - DESCRIPTORS_KEPT_FREE) / DESCRIPTORS_PER_SOCKET)));
}
