import { expect, it } from "vitest";
import { importsAgainstTheStream } from "./check-imports.ts";

const against = (path: string, text: string) => importsAgainstTheStream([{ path, text }]).length;

it("F1: an import against the stream is found, one along it is not", () => {
  expect(against("domain/line/a.ts", 'import { x } from "../../workers/y.ts";')).toBe(1);
  expect(against("domain/line/a.ts", 'export type { X } from "../../durable-objects/y.ts";')).toBe(1);
  expect(against("schema/a.ts", 'const x = await import("../domain/y.ts");')).toBe(1);
  expect(against("workers/a.ts", 'import "../sandbox/index.ts";')).toBe(1);
  expect(against("workers/a.ts", 'import { x } from "../domain/y.ts"; import { z } from "zod/mini";')).toBe(0);
});
