// Files played in one start of the platform, each in a group of its own with its own preparation.
import { describe } from "vitest";

export function together(files: Readonly<Record<string, () => Promise<unknown>>>): void {
  for (const [name, load] of Object.entries(files)) {
    // biome-ignore lint/correctness/usePlaywrightValidDescribeCallback: this is vitest's own, which waits for it
    describe(name, async () => {
      await load();
    });
  }
}
