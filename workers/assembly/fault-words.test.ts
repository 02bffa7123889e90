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
      parseWith(shape, { key: "b" });
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

const WANTS = z.strictObject({
  seats: z.int().check(z.minimum(1), z.maximum(10_000)),
  share: z.number().check(z.gt(0), z.lt(1)),
  step: z.number().check(z.multipleOf(5)),
  name: z.string().check(z.minLength(2), z.maxLength(3)),
  empty: z.string().check(z.minLength(1)),
  grades: z.array(z.string()).check(z.minLength(1), z.maxLength(2)),
  genre: z.enum(["MUSICAL", "SPORTS"]),
  kind: z.literal("mail"),
  open: z.boolean(),
  room: z.object({}),
  words: z.string(),
});
const SENT = {
  seats: 0,
  share: 1,
  step: 3,
  name: "가",
  empty: "",
  grades: [],
  genre: "x",
  kind: "y",
  room: [],
  odd: 1,
};
const SAID = {
  ko: {
    seats: "1 이상이어야 해요",
    share: "1보다 작아야 해요",
    step: "5의 배수여야 해요",
    name: "2자 이상 써 주세요",
    empty: "꼭 필요한 값이에요",
    grades: "1개 이상 보내 주세요",
    genre: "이 가운데 하나를 보내 주세요: MUSICAL, SPORTS",
    kind: "보낼 수 있는 값은 mail뿐이에요",
    open: "true나 false로 보내 주세요",
    room: "이름과 값의 묶음(JSON 객체)으로 보내 주세요",
    words: "글자로 보내 주세요",
    "": "여기에 없는 항목이에요: odd",
  },
  en: {
    seats: "It must be 1 or more",
    share: "It must be less than 1",
    step: "It must be a multiple of 5",
    name: "Write at least 2 characters",
    empty: "This is needed",
    grades: "Send at least 1",
    genre: "Send one of these: MUSICAL, SPORTS",
    kind: "The only value here is mail",
    open: "Send true or false",
    room: "Send a JSON object",
    words: "Send text",
    "": "There is no such field here: odd",
  },
} as const;

test.each(["ko", "en"] as const)("F2: what a shape finds wrong is said in the product's own words: %s", (language) => {
  const said = (sent: unknown) => {
    try {
      parseWith(WANTS, sent);
      return null;
    } catch (error) {
      const errors = error instanceof Refusal ? (problemOf(error.failure, language, "").errors ?? []) : [];
      return Object.fromEntries(errors.map(({ path, message }) => [path, message]));
    }
  };
  expect(said({ ...SENT, open: "yes", words: 7 })).toEqual(SAID[language]);
  const beyond = said({ ...SENT, seats: 10_001, share: 0, name: "네 글자다", grades: ["R", "S", "A"], step: "5" });
  expect(beyond).toMatchObject(
    {
      ko: {
        seats: "10,000 이하여야 해요",
        share: "0보다 커야 해요",
        name: "최대 3자까지예요",
        grades: "최대 2개까지예요",
        step: "숫자로 보내 주세요",
      },
      en: {
        seats: "It must be 10,000 or less",
        share: "It must be more than 0",
        name: "At most 3 characters",
        grades: "At most 2",
        step: "Send a number",
      },
    }[language],
  );
  expect(said({ ...SENT, seats: 1.5 })).toMatchObject({
    seats: { ko: "정수로 보내 주세요", en: "Send a whole number" }[language],
  });
});
