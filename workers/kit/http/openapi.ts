// OpenAPI 3.1, made from the statements and schemas that parse requests, so that the two cannot differ.
import * as z from "zod/mini";
import { failureWords } from "../../../schema/failures.ts";
import { problem } from "../../../schema/http/common.ts";
import { names } from "../../../schema/http/names.ts";
import { FAILURE_STATUS } from "../failures.ts";
import { isIdName } from "./practice-scope.ts";
import type { AnswerShape, Route, RouteFacts } from "./route.ts";

type Json = Record<string, unknown>;

const TAGS = [
  ["People", "Signing in, sessions, the own profile."],
  ["Catalogue", "Shows, showtimes, layouts: what anyone may read."],
  ["Line", "The waiting line of a show, its passes and its public log."],
  ["Seats", "The live seat map and holds."],
  ["Buying", "Bookings, payments, refunds, tickets."],
  ["Notifications", "Messages to a fan, stored first and then pushed."],
  ["Organiser", "Own venues, shows and sales (role MANAGER)."],
  ["Admin", "People, shows and the audit log (role ADMIN)."],
  ["Service", "Keys, health and this description."],
] as const;

type Side = "input" | "output";
type Schemas = Map<string, Json>;

/** Named shapes are collected once and referred to; the rest stands where it is used. */
class Shapes {
  readonly schemas: Schemas = new Map();

  of(schema: z.ZodMiniType, io: Side): Json {
    const { $schema, $defs, ...made } = z.toJSONSchema(schema, { io, unrepresentable: "any", metadata: names }) as Json;
    for (const [name, shape] of Object.entries((($defs as Json | undefined) ?? {}) as Record<string, Json>)) {
      this.#keep(name, shape);
    }
    const name = names.get(schema)?.id;
    if (name !== undefined && made.$ref === undefined) this.#keep(name, made);
    return name === undefined ? (readable(made) as Json) : referTo(name);
  }

  #keep(name: string, shape: Json): void {
    const { id, $id, ...own } = shape;
    const made = readable(own) as Json;
    const known = this.schemas.get(name);
    // A name stands for one shape: one that is read and answered differently needs two names.
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(made))
      throw new Error(`two shapes are ${name}`);
    this.schemas.set(name, made);
  }
}

const referTo = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });

/** The document's own references, and a record of known keys as the properties that it has. */
function readable(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(readable);
  if (typeof node !== "object" || node === null) return node;
  const { $ref, propertyNames, additionalProperties, ...rest } = node as Json;
  if (typeof $ref === "string") return referTo($ref.split("/").at(-1) ?? "");
  const made: Json = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, readable(value)]));
  const keys = (propertyNames as { readonly enum?: readonly string[] } | undefined)?.enum;
  if (keys !== undefined) {
    return { ...made, properties: Object.fromEntries(keys.map((key) => [key, readable(additionalProperties)])) };
  }
  if (additionalProperties !== undefined) made.additionalProperties = readable(additionalProperties);
  return propertyNames === undefined ? made : { ...made, propertyNames };
}

export function openApiOf(routes: readonly Route[], version: string): Json {
  const paths: Record<string, Json> = {};
  const shapes = new Shapes();
  shapes.of(problem, "output");
  for (const one of routes) {
    paths[one.path] = { ...paths[one.path], [one.method.toLowerCase()]: operationOf(one, shapes) };
  }
  const used = new Set(routes.map(({ tag }) => tag));
  return {
    openapi: "3.1.0",
    info: {
      title: "Fairline",
      version,
      description: "A fair waiting line, a live seat map, and payments that always end in a ticket or a refund.",
      license: { name: "MIT", identifier: "MIT" },
    },
    // This deployment: the document is served by the very origin that it describes.
    servers: [{ url: "/", description: "The origin that serves this document" }],
    tags: TAGS.filter(([name]) => used.has(name)).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas: Object.fromEntries([...shapes.schemas].sort(([one], [other]) => (one < other ? -1 : 1))),
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT" },
        cookie: { type: "apiKey", in: "cookie", name: "access" },
        pass: { type: "apiKey", in: "header", name: "X-Queue-Pass" },
      },
    },
  };
}

function operationOf(one: Route, shapes: Shapes): Json {
  const operation: Json = {
    operationId: operationId(one),
    tags: [one.tag],
    summary: one.summary,
    parameters: [...pathParameters(one), ...queryParameters(one, shapes), ...headerParameters(one)],
    responses: responsesOf(one, shapes),
    security: securityOf(one),
    "x-access": one.access,
  };
  if (one.pass !== undefined) operation["x-pass"] = one.pass;
  if (one.body !== undefined) {
    operation.requestBody = {
      required: one.body_optional !== true,
      content: { "application/json": { schema: shapes.of(one.body, "input") } },
    };
  }
  if (one.takes !== undefined) {
    const picture = { schema: { type: "string", format: "binary" } };
    operation.requestBody = { required: true, content: Object.fromEntries(one.takes.map((type) => [type, picture])) };
  }
  return operation;
}

const operationId = (one: RouteFacts): string =>
  `${one.method.toLowerCase()}${one.path
    .replace("/v1/api", "")
    .replace(/[\W_]+(\w)/g, (_, letter: string) => letter.toUpperCase())
    .replace(/\W/g, "")}`;

const pathParameters = (one: RouteFacts): Json[] =>
  [...one.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));

function queryParameters(one: RouteFacts, shapes: Shapes): Json[] {
  if (one.query === undefined) return [];
  const schema = shapes.of(one.query, "input");
  const required = new Set((schema.required as string[] | undefined) ?? []);
  return Object.entries((schema.properties as Record<string, Json> | undefined) ?? {}).map(([name, shape]) => ({
    name,
    in: "query",
    required: required.has(name),
    schema: shape,
  }));
}

const headerParameters = (one: RouteFacts): Json[] =>
  one.keeps_answer !== undefined
    ? [{ name: "Idempotency-Key", in: "header", required: false, schema: { type: "string", maxLength: 128 } }]
    : [];

const securityOf = (one: RouteFacts): Json[] => {
  if (one.access === "anyone") return [];
  const pass = one.pass === undefined ? {} : { pass: [] };
  return [
    { bearer: [], ...pass },
    { cookie: [], ...pass },
  ];
};

function responsesOf(one: RouteFacts, shapes: Shapes): Json {
  const responses: Json = {};
  for (const [status, shape] of Object.entries(one.answers)) responses[status] = answerOf(shape, shapes);
  const by_status = Map.groupBy(allRefusals(one), (code) => FAILURE_STATUS[code]);
  for (const [status, codes] of by_status) {
    const words = codes.map((code) => `\`${code}\`: ${failureWords(code, "en").title}`).join("; ");
    responses[String(status)] = {
      description: words,
      content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      "x-codes": codes,
    };
  }
  return responses;
}

/** What every route of its kind may refuse need not be said at each. */
export function allRefusals(one: RouteFacts): readonly Route["refusals"][number][] {
  const codes = new Set(one.refusals);
  if (one.access !== "anyone") {
    for (const code of ["sign_in_required", "token_invalid", "token_expired", "session_ended"] as const)
      codes.add(code);
  }
  if (one.access !== "anyone" && one.access !== "fan") codes.add("forbidden");
  if (one.access === "door") codes.add("door_closed");
  if (one.live !== undefined || one.method !== "GET")
    for (const code of ["too_many_requests", "foreign_origin"] as const) codes.add(code);
  if (one.body !== undefined) {
    for (const code of ["malformed", "invalid", "unsupported_type", "too_large"] as const) codes.add(code);
  }
  // A practice's things are found by no other route, wherever their ids stand (practice-scope.ts).
  if (one.practised !== "about" && [one.query, one.body].some(namesThings)) codes.add("not_found");
  if (one.live === "socket") {
    for (const code of ["upgrade_required", "sockets_full", "own_sockets_full"] as const) codes.add(code);
  }
  if (one.pass !== undefined) {
    for (const code of ["pass_required", "pass_wrong_show", "pass_expired", "pass_void"] as const) codes.add(code);
  }
  return [...codes];
}

function namesThings(schema: RouteFacts["body"]): boolean {
  const def = schema?._zod.def as
    | { readonly shape?: object; readonly options?: readonly RouteFacts["body"][] }
    | undefined;
  return (def?.options ?? []).some(namesThings) || Object.keys(def?.shape ?? {}).some(isIdName);
}

function answerOf(shape: AnswerShape, shapes: Shapes): Json {
  if (shape === null) return { description: "Done, without a body" };
  if ("media" in shape) return { description: "OK", content: { [shape.media]: { schema: { type: "string" } } } };
  return { description: "OK", content: { "application/json": { schema: shapes.of(shape, "output") } } };
}
