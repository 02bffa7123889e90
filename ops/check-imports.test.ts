import { expect, it } from "vitest";
import { importCircles, importsAgainstTheStream } from "./check-imports.ts";

const against = (path: string, text: string) => importsAgainstTheStream([{ path, text }]).length;

it("F1: an import against the stream is found, one along it is not", () => {
  expect(against("domain/line/a.ts", 'import { x } from "../../workers/y.ts";')).toBe(1);
  expect(against("domain/line/a.ts", 'export type { X } from "../../durable-objects/y.ts";')).toBe(1);
  expect(against("schema/a.ts", 'const x = await import("../domain/y.ts");')).toBe(1);
  expect(against("workers/a.ts", 'import "../sandbox/index.ts";')).toBe(1);
  expect(against("workers/a.ts", 'import { x } from "../domain/y.ts"; import { z } from "zod/mini";')).toBe(0);
});

it("F1: inside the Worker a topic imports what stands before it, never what stands after", () => {
  expect(against("workers/kit/http/a.ts", 'import { x } from "../../people/db/people.ts";')).toBe(1);
  expect(against("workers/people/a.ts", 'import { x } from "../kit/env.ts";')).toBe(0);
  expect(against("workers/seats/routes/a.ts", 'import { x } from "../../buying/own-ticket.ts";')).toBe(1);
  expect(against("workers/attic/a.ts", 'import { x } from "../kit/env.ts";')).toBe(1);
  expect(against("workers/kit/a.ts", 'import { x } from "../index.ts";')).toBe(1);
  expect(against("workers/index.ts", 'import { x } from "./assembly/app.ts";')).toBe(0);
});

it("F1: files that import each other are found once, by way of whichever they do it", () => {
  const imports = (path: string, ...targets: string[]) => ({
    path,
    text: targets.map((target) => `import type { X } from "./${target}";`).join("\n"),
  });
  expect(importCircles([imports("web/a.ts", "b.ts"), imports("web/b.ts", "c.ts"), imports("web/c.ts")])).toEqual([]);
  expect(
    importCircles([imports("web/a.ts", "b.ts"), imports("web/b.ts", "c.ts"), imports("web/c.ts", "b.ts")]),
  ).toEqual(["web/b.ts → web/c.ts → web/b.ts"]);
});
