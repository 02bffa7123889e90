// The API's description as a client meets it: a public linter has nothing to say, schemas have names, and a client typed by
// it compiles where it is right and does not where it is wrong.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createConfig, lintFromString } from "@redocly/openapi-core";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { apiTypes } from "../../ops/api-types.ts";
import { NAMED } from "../../schema/http/names.ts";
import { openApiOf } from "../kit/http/openapi.ts";
import { VERSION } from "../kit/version.ts";
import { productRoutes } from "./app.ts";

// The routes name the objects' classes, and those the platform's; nothing of it runs here.
vi.mock("cloudflare:workers", () => ({ DurableObject: class {}, env: {} }));

type Operation = { readonly responses: Readonly<Record<string, unknown>>; readonly operationId: string };
type Document = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
  readonly servers: readonly { readonly url: string }[];
};
const document = openApiOf(productRoutes, VERSION) as unknown as Document;
const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));

describe("OA1 the description", () => {
  /** What is no fault here: a road that opens a socket or leads elsewhere has no 2XX, and some answer everyone. */
  const isTrueHere = (rule: string, { responses }: Operation): boolean => {
    const statuses = Object.keys(responses);
    if (rule === "operation-2xx-response") return statuses.some((status) => status === "101" || status === "302");
    return (
      rule === "operation-4xx-response" && statuses.every((status) => Number(status) < 400 || Number(status) >= 500)
    );
  };
  const operationAt = (pointer: string): Operation | undefined => {
    const [, , path = "", method = ""] = pointer.split("/");
    return document.paths[path.replaceAll("~1", "/").replaceAll("~0", "~")]?.[method];
  };

  test("OA1: a public linter finds no fault in it by its recommended rules", async () => {
    const config = await createConfig({ extends: ["recommended"] });
    const problems = await lintFromString({ source: JSON.stringify(document), config });
    const faults = problems.filter(({ ruleId, location }) => {
      const operation = operationAt(location[0]?.pointer ?? "");
      return operation === undefined || !isTrueHere(ruleId, operation);
    });
    expect(faults.map(({ ruleId, message, location }) => `${ruleId} ${message} ${location[0]?.pointer}`)).toEqual([]);
  });

  test("OA1: every name of the registry is a schema that some call uses", () => {
    const text = JSON.stringify(document.paths) + JSON.stringify(document.components.schemas);
    const unused = Object.keys(NAMED).filter((name) => !text.includes(`"#/components/schemas/${name}"`));
    expect(unused).toEqual([]);
    expect(Object.keys(document.components.schemas).sort()).toEqual(Object.keys(NAMED).sort());
  });

  test("OA1: every call has a name of its own", () => {
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  });
});

describe("OA4 an answer that ends", () => {
  type Shape = {
    readonly $ref?: string;
    readonly properties?: Readonly<Record<string, Shape>>;
    readonly items?: Shape;
    readonly anyOf?: readonly Shape[];
  };
  /** Ends that a fan or an organiser counts down to. */
  const DEADLINES = /^(pass_)?expires_at_ms$|^offer_until_ms$|^ends_at_ms$|^(lobby_|vip_)?(opens|closes)_at_ms$/;

  function fieldsOf(shape: Shape | undefined, depth = 0): string[] {
    if (shape === undefined || depth > 8) return [];
    const name = shape.$ref?.split("/").at(-1);
    if (name !== undefined) return fieldsOf(document.components.schemas[name] as Shape, depth + 1);
    const own = Object.entries(shape.properties ?? {}).flatMap(([key, of]) => [key, ...fieldsOf(of, depth + 1)]);
    const within = [shape.items, ...(shape.anyOf ?? [])].flatMap((one) => fieldsOf(one, depth + 1));
    return [...own, ...within];
  }

  test("OA4: every answer with a deadline carries the service's time", () => {
    type Answer = { readonly content?: Readonly<Record<string, { readonly schema: Shape }>> };
    const without = operations.flatMap(({ operationId, responses }) =>
      Object.entries(responses as Record<string, Answer>).flatMap(([status, { content }]) => {
        const fields = fieldsOf(content?.["application/json"]?.schema);
        const counted = fields.some((field) => DEADLINES.test(field)) && !fields.includes("now_ms");
        return counted ? [`${operationId} ${status}`] : [];
      }),
    );
    expect(without).toEqual([]);
  });
});

describe("OA2 a client made from it", () => {
  const FOLDER = "node_modules/.cache/api-client";
  const CALL = `
    import type { Hold, Operations, Problem, Show } from "./types.ts";
    declare function call<Id extends keyof Operations>(
      id: Id,
      wish: Pick<Operations[Id], "params" | "query" | "body">,
    ): Promise<Operations[Id]["answers"]>;
  `;
  const RIGHT = `${CALL}
    const answers = await call("postShowtimesShowtimeIdHolds", { params: { showtime_id: "st" }, query: {}, body: { seats: ["a"] } });
    export const hold: Hold = answers[201];
    export const until: number = hold.expires_at_ms;
    export const refusal: Problem = answers[409];
    const shows = await call("getShows", { params: {}, query: { genre: "CONCERT" }, body: null });
    export const titles: readonly string[] = shows[200].items.map(({ title }) => title);
    export const sale = (show: Show): "OPEN" | "other" => (show.sale.status === "OPEN" ? "OPEN" : "other");
  `;
  const WRONG = [
    `${CALL} await call("postShowtimesShowtimeIdHolds", { params: {}, query: {}, body: { seats: ["a"] } });`,
    `${CALL} await call("postShowtimesShowtimeIdHolds", { params: { showtime_id: "st" }, query: {}, body: { seats: [1] } });`,
    `${CALL} await call("getShows", { params: {}, query: { genre: "OPERETTA" }, body: null });`,
    `${CALL} export const nothing = (hold: Hold) => hold.expires_at;`,
    `${CALL} export const odd = (show: Show) => show.sale.status === "HALF_OPEN";`,
  ];
  /** The compiler's complaints by file. */
  const complaints = (): string => {
    try {
      execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", FOLDER], { encoding: "utf8" });
      return "";
    } catch (error) {
      return String((error as { stdout?: unknown }).stdout);
    }
  };

  beforeAll(() => {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(`${FOLDER}/types.ts`, apiTypes(document as never));
    writeFileSync(`${FOLDER}/right.ts`, RIGHT);
    for (const [index, text] of WRONG.entries()) writeFileSync(`${FOLDER}/wrong-${index}.ts`, text);
    const base = JSON.parse(readFileSync("tsconfig.base.json", "utf8")) as { compilerOptions: object };
    const compilerOptions = {
      ...base.compilerOptions,
      types: [],
      lib: ["es2023"],
      noEmit: true,
      noUnusedLocals: false,
    };
    writeFileSync(`${FOLDER}/tsconfig.json`, JSON.stringify({ compilerOptions, include: ["*.ts"] }));
  });

  test("OA2: compiles where it calls as stated, and is stopped at each call that is not", () => {
    const said = complaints();
    expect(said).not.toMatch(/types\.ts|right\.ts|\(2,/);
    for (const index of WRONG.keys()) expect(said).toMatch(new RegExp(`wrong-${index}\\.ts\\(7,`));
  });
});
