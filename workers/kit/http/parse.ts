// Everything from outside is parsed here and bounded: params, query, body. Nothing else reads them.

import type * as z from "zod/mini";
import { parseBounded } from "../../../domain/bounded-json.ts";
import type { FailureCode } from "../../../schema/failures.ts";
import { ID_PATTERN } from "../../../schema/http/common.ts";
import { LIMITS } from "../../../schema/limits.ts";
import type { Ctx } from "../env.ts";
import { Refusal } from "../failures.ts";
import { faultOf, leftOut } from "./shape-faults.ts";

const ERRORS_MAX = 20;

export function parseWith<S extends z.ZodMiniType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value, { error: leftOut });
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.slice(0, ERRORS_MAX).map((issue) => ({
    path: issue.path.map(String).join("."),
    ...faultOf(issue),
  }));
  throw new Refusal("invalid", { errors });
}

/** A path segment that cannot be an id names nothing. */
export function parseParams(c: Ctx, names: readonly string[]): Record<string, string> {
  const params: Record<string, string> = {};
  for (const name of names) {
    const value = c.req.param(name) ?? "";
    if (!ID_PATTERN.test(value)) throw new Refusal("not_found");
    params[name] = value;
  }
  return params;
}

/** The first value of each name; a repeated name is not a list anywhere in the contract. Empty values mean "not given". */
export function queryRecord(url: string): Record<string, string> {
  const record: Record<string, string> = Object.create(null);
  if (!url.includes("?")) return record;
  for (const [name, value] of new URL(url).searchParams) {
    if (value !== "" && record[name] === undefined) record[name] = value;
  }
  return record;
}

type BodyFacts = { readonly body_bytes_max?: number; readonly unbounded?: FailureCode };

const JSON_BOUNDS = { depth_max: LIMITS.json_depth, nodes_max: LIMITS.json_nodes };

export async function readJson(c: Ctx, { body_bytes_max, unbounded = "malformed" }: BodyFacts = {}): Promise<unknown> {
  const type = c.req.header("content-type") ?? "";
  if (!/^application\/([\w.-]+\+)?json\s*(;|$)/i.test(type)) throw new Refusal("unsupported_type");
  const bytes = await readBounded(c.req.raw, body_bytes_max ?? LIMITS.body_bytes);
  const parsed = parseBounded(textOf(bytes), JSON_BOUNDS);
  if (parsed.ok) return parsed.value;
  throw new Refusal(parsed.failure === "not_json" ? "malformed" : unbounded);
}

/** Bytes that are no text are no JSON either. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    return "";
  }
}

export async function readBounded(request: Request, bytes_max: number): Promise<Uint8Array> {
  const said = request.headers.get("content-length");
  if (Number(said ?? 0) > bytes_max) throw new Refusal("too_large");
  if (request.body === null) return new Uint8Array();
  // The platform takes no more than was said, and tells no length of a body that comes in pieces: what is bounded by its
  // own word is read in one go, at half the price.
  if (said !== null) return new Uint8Array(await request.arrayBuffer());
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body as ReadableStream<Uint8Array>) {
    size += chunk.byteLength;
    if (size <= bytes_max) chunks.push(chunk);
    else if (size > LIMITS.discarded_body_bytes) break;
    else chunks.length = 0;
  }
  if (size > bytes_max) throw new Refusal("too_large");
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}
