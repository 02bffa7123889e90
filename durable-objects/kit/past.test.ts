// What an operator does to a whole object while fans are at it: the instance that is ending writes nothing any more.
import { expect, it, vi } from "vitest";
import { LINE_COPY } from "../waiting-line/copied.ts";
import { LineEngine } from "../waiting-line/engine.ts";
import { LINE_STEPS } from "../waiting-line/migrations.ts";
import { LineStore } from "../waiting-line/store.ts";
import { joinAll, lineBench, SHOW } from "../waiting-line/testing/line-bench.ts";
import { copyPage } from "./copy.ts";
import { ObjectPast } from "./past.ts";
import { endingSql } from "./sql.ts";

const entriesOf = (bench: ReturnType<typeof lineBench>) => bench.sql.all("SELECT position, fan FROM entry ORDER BY 1");

/** A line that three are in, and the same line with two more and its operator's hand on it. */
function underWay() {
  const earlier = lineBench();
  joinAll(earlier.engine, "a", "b", "c");
  const now = lineBench();
  joinAll(now.engine, "a", "b", "c");
  joinAll(now.engine, "d", "e");
  const sql = endingSql(now.sql);
  const engine = new LineEngine({
    store: new LineStore(sql),
    now: () => now.clock.now_ms,
    randomBytes: () => new Uint8Array(32),
  });
  const abort = vi.fn();
  const storage = { getBookmarkForTime: async () => "then", onNextSessionRestoreBookmark: async () => "back" };
  return { earlier, now, engine, abort, past: new ObjectPast({ abort, storage, id: { name: SHOW } }, sql, LINE_COPY) };
}

it("O5: who joins between a restoration and the instance's end is told nothing, and the copy stands alone", async () => {
  const { earlier, now, engine, abort, past } = underWay();
  past.take({ n: 0, of: "ours", body: copyPage(earlier.sql, LINE_COPY, null)?.body ?? "" });
  expect(past.finish({ of: "ours", pages: 1, steps: LINE_STEPS.length, replace: true })).toBe("restored");
  // Gathered before, written after: from a memory that knows five fans.
  expect(() => joinAll(engine, "f")).toThrow("over");
  expect(() => engine.find("a")).toThrow("over");
  expect(entriesOf(now)).toEqual(entriesOf(earlier));
  expect(joinAll(now.reload(), "g")).toEqual([4]);
  await vi.waitFor(() => expect(abort).toHaveBeenCalledOnce());
});

it("O5: a copy that was refused ends nobody", () => {
  const { engine, past } = underWay();
  past.take({ n: 0, of: "ours", body: "[]" });
  expect(past.finish({ of: "ours", pages: 1, steps: LINE_STEPS.length + 1, replace: true })).toBe("copy_unfit");
  expect(past.finish({ of: "ours", pages: 1, steps: LINE_STEPS.length, replace: false })).toBe("object_in_use");
  expect(joinAll(engine, "f")).toEqual([6]);
});

it("O5: once it goes back to an earlier moment nobody is given what will be gone; a preview ends nobody", async () => {
  const { engine, past } = underWay();
  expect((await past.recover({ to: 1, preview: true }))?.undo).toBeNull();
  expect(joinAll(engine, "f")).toEqual([6]);
  expect((await past.recover({ to: 1, preview: false }))?.undo).toBe("back");
  expect(() => joinAll(engine, "g")).toThrow("over");
});

it("O5: a copy of another line makes none of this one", () => {
  const { earlier, now, engine } = underWay();
  const sql = endingSql(now.sql);
  const storage = { getBookmarkForTime: async () => "", onNextSessionRestoreBookmark: async () => "" };
  const past = new ObjectPast({ abort: () => {}, storage, id: { name: "show_other" } }, sql, LINE_COPY);
  past.take({ n: 0, of: "ours", body: copyPage(earlier.sql, LINE_COPY, null)?.body ?? "" });
  expect(past.finish({ of: "ours", pages: 1, steps: LINE_STEPS.length, replace: true })).toBe("copy_unfit");
  expect(joinAll(engine, "f")).toEqual([6]);
});
