// Where a run of tests keeps what its instances and browsers store: it ends with the run.
import { mkdtempSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const MEMORY = "/dev/shm";
const ROOM_BYTES = 2 ** 31;

/** Where memory has room, no disk is waited for at every commit. Not every system has it, or lets everybody write there. */
export function makeScratch(memory = MEMORY): string {
  try {
    const { bavail, bsize } = statfsSync(memory);
    if (bavail * bsize > ROOM_BYTES) return make(memory);
  } catch {
    // The disk does as well.
  }
  return make(tmpdir());
}

const make = (under: string): string => mkdtempSync(join(under, "fairline-tests-"));
