import { expect, test } from "vitest";
import { Book } from "./book.ts";
import { KeptBundles } from "./kept-bundles.ts";
import { BASE_MS, manifest, memoryShelf, SALT, sealed, TWO } from "./testing/door.ts";

const came = (first_s: number): string =>
  JSON.stringify(
    manifest({
      whole: false,
      version: 2,
      tickets: sealed([[TWO, 0, "2", "XXXXX1", "friend", 0, 1, first_s, 0, 1]]).map((ticket) =>
        ticket.map((part) => part ?? 0),
      ),
    }),
  );

test("DR7: a bundle is kept as it came, what changed beside it, and both are there without a network", async () => {
  const things = new Map<string, unknown>();
  const shelf = memoryShelf(things);
  const first = new KeptBundles(shelf, "p");
  const whole = await first.lay(null, JSON.stringify(manifest()), 10);
  const kept = things.get(`bundle p ${SALT}`);
  const changed = await first.lay(whole, came(90), 20);
  const same = await first.lay(changed, "", 30);
  expect(same).toBe(changed);
  // Three megabytes are not written again for what is a line.
  expect(things.get(`bundle p ${SALT}`)).toBe(kept);
  const opened = await new KeptBundles(shelf, "p").open(null);
  expect(opened).toEqual({ manifest: same, fresh_at_ms: 30, ahead_ms: BASE_MS - 20 });
  expect(opened && new Book(opened.manifest).entered).toBe(2);
});

test("DR7: a page that ended while a new bundle was written opens the new one without the changes of the old", async () => {
  const things = new Map<string, unknown>();
  const first = new KeptBundles(memoryShelf(things), "p");
  const whole = await first.lay(null, JSON.stringify(manifest()), 10);
  await first.lay(whole, came(90), 20);
  things.set(`bundle p ${SALT}`, { text: JSON.stringify(manifest({ version: 7 })), as_of_ms: 40 });
  const opened = await new KeptBundles(memoryShelf(things), "p").open(null);
  expect(opened).toEqual({ manifest: manifest({ version: 7 }), fresh_at_ms: 40, ahead_ms: BASE_MS - 40 });
});
