// Calls that arrive together are one write: who is answered, in which order, and what they hear when it fails.
import { describe, expect, it } from "vitest";
import { Gathered } from "./gathered.ts";

function scene(most = 1_000) {
  const later: (() => void)[] = [];
  const writes: string[][] = [];
  const disk = { full: false };
  const gate = new Gathered<string, string>({
    soon: (run) => void later.push(run),
    most,
    write: (items) => {
      if (disk.full) throw new Error("the disk is full");
      writes.push([...items]);
      return items.map((item) => item.toUpperCase());
    },
  });
  const pass = (): void => {
    for (const run of later.splice(0)) run();
  };
  return { gate, writes, disk, pass };
}

describe("gathered calls", () => {
  it("L2 D7 SL27: what arrives together is one write, answered after it and in order of arrival", async () => {
    const { gate, writes, pass } = scene();
    const answers = ["a", "b", "c"].map((item) => gate.add(item));
    expect(writes).toEqual([]);
    pass();
    expect(writes).toEqual([["a", "b", "c"]]);
    expect(await Promise.all(answers)).toEqual(["A", "B", "C"]);
  });

  it("L2 D7 SL27: when the write fails nobody is told anything, and the next try is a fresh one", async () => {
    const { gate, disk, pass } = scene();
    disk.full = true;
    const failed = Promise.allSettled([gate.add("a"), gate.add("b")]);
    pass();
    expect((await failed).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    disk.full = false;
    const again = gate.add("a");
    pass();
    expect(await again).toBe("A");
  });

  it("L2 SL27: a full batch does not wait for more, and nobody in the next comes before it", async () => {
    const { gate, writes, pass } = scene(2);
    const answers = ["a", "b", "c"].map((item) => gate.add(item));
    expect(writes).toEqual([["a", "b"]]);
    gate.flush();
    pass();
    expect(writes).toEqual([["a", "b"], ["c"]]);
    expect(await Promise.all(answers)).toEqual(["A", "B", "C"]);
  });
});
