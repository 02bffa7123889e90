// A route states everything about itself once: what it takes, who may call it, what it answers and refuses. The same
// statement parses requests, makes OpenAPI, and is walked by the test of roles.
import type * as z from "zod/mini";
import type { FailureCode } from "../../../schema/failures.ts";
import type { Ctx, Identity } from "../env.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
/** `door`: whoever has a door's link, which the route looks at itself, and managers. */
export type Access = "anyone" | "fan" | "door" | "manager" | "admin";

type ParamNames<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParamNames<Rest>
  : never;
export type Params<Path extends string> = { readonly [Name in ParamNames<Path>]: string };

type Parsed<Schema> = Schema extends z.ZodMiniType ? z.output<Schema> : undefined;
type Schema = z.ZodMiniType;
/** A schema answers JSON; a media type answers that; null answers nothing. */
export type AnswerShape = Schema | { readonly media: string } | null;

export type RouteFacts = {
  readonly method: Method;
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly access: Access;
  /** The route needs a live pass beside the session: for the showtime in its path, or of the hold in its body. */
  readonly pass?: "showtime" | "hold";
  /** Creates keep their first answer under an Idempotency-Key: in D1, or in the ledger that owns what is made. */
  readonly keeps_answer?: "here" | "ledger";
  /** What opens something is never kept with an answer: a repeat reads these fields anew, by the id of what was made. */
  readonly not_kept?: {
    readonly fields: readonly string[];
    readonly anew: (c: Ctx, id: string) => Promise<Readonly<Record<string, unknown>>>;
  };
  /** Opens a WebSocket or a stream of events: held to its own origin, counted, and never opened for a HEAD. */
  readonly live?: "socket" | "stream";
  /**
   * `inside`: answered within a practice too, to its person and for its own things alone. `about`: of practices
   * themselves, whose ids it takes from anybody. Left out: there is no such route inside a practice.
   */
  readonly practised?: "inside" | "about";
  /** Media types of a body that is no JSON: the handler reads it, bounded. */
  readonly takes?: readonly string[];
  /** A body may be left out; one that is there is read like any. */
  readonly body_optional?: true;
  readonly body_bytes_max?: number;
  /** What a body nested without end is refused with; `malformed` by default. */
  readonly unbounded?: FailureCode;
  /** Of an administrator's: done on the word of their token where D1 is away and their role cannot be looked up. */
  readonly without_database?: true;
  /** Always answered: a provider that is told 429 only comes again, later. */
  readonly unbraked?: true;
  readonly answers: Readonly<Record<number, AnswerShape>>;
  readonly refusals: readonly FailureCode[];
  readonly query?: Schema | undefined;
  readonly body?: Schema | undefined;
};

export type RouteInput<Path extends string, Query, Body, A extends Access> = {
  readonly params: Params<Path>;
  readonly query: Parsed<Query>;
  readonly body: Parsed<Body>;
  readonly identity: A extends "anyone" | "door" ? Identity | null : Identity;
};

export type Route = RouteFacts & {
  readonly handle: (c: Ctx, input: RouteInput<string, Schema, Schema, Access>) => Promise<Response>;
};

/** Ties the types of a handler to its statement; the erased form is what the assembly mounts. */
export function route<
  const Path extends string,
  const A extends Access,
  Query extends Schema | undefined = undefined,
  Body extends Schema | undefined = undefined,
>(
  facts: Omit<RouteFacts, "path" | "access" | "query" | "body"> & {
    readonly path: Path;
    readonly access: A;
    readonly query?: Query;
    readonly body?: Body;
  },
  handle: (c: Ctx, input: RouteInput<Path, Query, Body, A>) => Promise<Response> | Response,
): Route {
  return {
    ...facts,
    handle: async (c, input) => handle(c, input as unknown as RouteInput<Path, Query, Body, A>),
  };
}

export const honoPath = (path: string): string => path.replace(/\{(\w+)\}/g, ":$1");

export const paramNames = (path: string): string[] => [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
