// SL27: bulk writes fit the platform's limits of a bound value, whatever their size.
import { expect, it } from "vitest";
import { jsonLists, PIECE_CHARS } from "./sql.ts";

it("SL27: lists are split below the limit, none is lost, and their order stays", () => {
  const texts = Array.from({ length: 5_000 }, (_, i) => JSON.stringify([i, "x".repeat(300)]));
  const lists = jsonLists(texts);
  expect(lists.length).toBeGreaterThan(2);
  for (const list of lists) expect(list.text.length).toBeLessThan(PIECE_CHARS * 1.01);
  expect(lists.flatMap((list) => (JSON.parse(list.text) as [number][]).map(([i]) => i))).toEqual(
    texts.map((_, i) => i),
  );
  for (const { text, from } of lists) expect((JSON.parse(text) as [number][])[0]?.[0]).toBe(from);
  expect(jsonLists([])).toEqual([]);
});
