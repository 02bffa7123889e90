// Admin: what was given up (letters, messages of queues, rows of the record, jobs), and trying it again.
import * as z from "zod/mini";
import { failureRetry, failuresAnswer } from "../../../schema/http/failures.ts";
import { database } from "../../kit/db/database.ts";
import { type Route, route } from "../../kit/http/route.ts";
import { openFailures } from "../db/failures.ts";
import { retryFailure } from "../failures.ts";

export const adminFailureRoutes: readonly Route[] = [
  route(
    {
      method: "GET",
      path: "/v1/api/admin/failures",
      tag: "Admin",
      summary: "What was given up and waits for a person, at most 50 of each kind",
      access: "admin",
      answers: { 200: failuresAnswer },
      refusals: [],
    },
    async (c) => c.json({ items: await openFailures(database(c.env)) }, 200, { "cache-control": "no-store" }),
  ),

  route(
    {
      method: "POST",
      path: "/v1/api/admin/failures/retries",
      tag: "Admin",
      summary: "Try one of them again",
      access: "admin",
      body: failureRetry,
      answers: { 202: z.object({ id: z.string() }) },
      refusals: ["not_found", "malformed", "invalid", "unsupported_type"],
    },
    async (c, { body, identity }) => {
      await retryFailure(c, identity, body);
      return c.json({ id: body.id }, 202);
    },
  ),
];
