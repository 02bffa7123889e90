// How a page is answered: its headers, and a refusal that was met on the way to one.
import type { VNode } from "preact";
import type { Failure } from "../../../schema/failures.ts";
import type { Ctx } from "../env.ts";
import { problemOf } from "../failures.ts";
import { frameOf } from "./frame.ts";
import { ErrorPage, NotFoundPage } from "./message-pages.tsx";
import { renderPage } from "./render.tsx";

type PageStatus = 200 | 404 | 400 | 401 | 403 | 409 | 410 | 422 | 429 | 500 | 503;

export const page = (c: Ctx, content: VNode, status: PageStatus = 200) => html(c, renderPage(content), status);

/** The text of a whole document, with what every page says of itself. */
export function html(c: Ctx, document: string, status: PageStatus = 200) {
  c.header("content-language", c.get("language"));
  c.header("vary", "Accept-Language, Cookie");
  c.header("cache-control", "private, no-cache");
  return c.html(document, status);
}

/** A refusal met on the way to a page, as a page. */
export function pageProblem(c: Ctx, failure: Failure): Response | Promise<Response> {
  const problem = problemOf(failure, c.get("language") ?? "ko", c.get("request_id"));
  const frame = frameOf(c);
  if (problem.status === 404) return page(c, <NotFoundPage frame={frame} />, 404);
  const retry_after_s = problem.status === 429 || problem.status === 503 ? (failure.retry_after_s ?? 5) : null;
  if (retry_after_s !== null) c.header("retry-after", String(retry_after_s));
  const { status, code, title, detail, request_id } = problem;
  return page(
    c,
    <ErrorPage frame={frame} view={{ status, code, title, detail, request_id, retry_after_s }} />,
    status as 500,
  );
}
