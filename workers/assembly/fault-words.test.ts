// Whatever a route's shapes say of a field by themselves is a word of the catalogue: any other text would be the same in
// both languages.
import { expect, test, vi } from "vitest";
import * as z from "zod/mini";
import { isFaultCode } from "../../schema/faults.ts";
import { problemOf, Refusal } from "../kit/failures.ts";
import { parseWith } from "../kit/http/parse.ts";
import { productRoutes } from "./app.ts";

// The routes name the objects' classes, and those the platform's; nothing of it runs here.
vi.mock("cloudflare:workers", () => ({ DurableObject: class {}, env: {} }));

type Def = Readonly<Record<string, unknown>>;
const defOf = (value: unknown): Def | null =>
  typeof value === "object" && value !== null && "_zod" in value ? (value._zod as { def: Def }).def : null;

/** Words that stand at a shape, its checks and everything within it. */
function saidBy(value: unknown, seen = new Set<unknown>()): string[] {
  if (typeof value !== "object" || value === null || seen.has(value)) return [];
  seen.add(value);
  const def = defOf(value);
  if (def === null) return Object.values(value).flatMap((one) => saidBy(one, seen));
  const own = typeof def.error === "function" ? [def.error({}) as string] : [];
  return [...own, ...Object.values(def).flatMap((one) => saidBy(one, seen))];
}

test("F2: what a shape says of a field is a word that both languages have", () => {
  const said = productRoutes.flatMap(({ body, query }) => [...saidBy(body), ...saidBy(query)]);
  // The walk goes deep enough to see them at all.
  expect(said).toContain("line_wanted");
  expect(said).toContain("number_wanted");
  expect(said.filter((words) => !isFaultCode(words))).toEqual([]);
  expect(saidBy(z.object({ deep: z.array(z.string().check(z.regex(/x/, "in English"))) }))).toEqual(["in English"]);
});

test.each([
  ["ko", "꼭 필요한 값이에요", "이 값의 형식이 아니에요. API 문서를 확인해 주세요"],
  ["en", "This is needed", "This has another form; see the API reference"],
] as const)("F2: what is left out or has no such form is said in the language %s", (language, needed, unfit) => {
  const shape = z.object({ name: z.string(), key: z.string().check(z.regex(/^a$/)) });
  const errorsOf = () => {
    try {
      parseWith(shape, { key: "b" }, language);
      return null;
    } catch (error) {
      return error instanceof Refusal ? problemOf(error.failure, language, "").errors : error;
    }
  };
  expect(errorsOf()).toEqual([
    { path: "name", message: needed },
    { path: "key", message: unfit },
  ]);
});
