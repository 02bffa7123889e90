// The admin's page of what was given up, over the same acts as the API.
import { failureRetry } from "../../../schema/http/failures.ts";
import { wordsFor } from "../../../web/words/words.ts";
import { database } from "../../kit/db/database.ts";
import { Refusal } from "../../kit/failures.ts";
import { parseWith, queryRecord } from "../../kit/http/parse.ts";
import { page } from "../../kit/pages/answer.tsx";
import { readForm } from "../../kit/pages/form.ts";
import { paths } from "../../kit/pages/paths.ts";
import { asAdmin, fanFrame } from "../../people/pages/whoever.ts";
import { openFailures } from "../db/failures.ts";
import { retryFailure } from "../failures.ts";
import { FailuresPage } from "./failures-page.tsx";

export const failuresPage = asAdmin(async (c, { user }) => {
  const { failures: words } = wordsFor(c.get("language")).adminDesk;
  const { done } = queryRecord(c.req.url);
  const said =
    done === "retried"
      ? ({ tone: "info", text: words.done } as const)
      : done === "gone"
        ? ({ tone: "warning", text: words.gone } as const)
        : null;
  const view = { failures: await openFailures(database(c.env)) };
  return page(c, <FailuresPage frame={fanFrame(c, user, said)} view={view} />);
});

export const retryFailurePage = asAdmin(async (c, { identity }) => {
  const form = await readForm(c);
  const wish = parseWith(failureRetry, { kind: form.get("kind"), id: form.get("id") });
  try {
    await retryFailure(c, identity, wish);
  } catch (error) {
    if (!(error instanceof Refusal) || error.failure.code !== "not_found") throw error;
    return c.redirect(`${paths.failures}?done=gone`, 303);
  }
  return c.redirect(`${paths.failures}?done=retried`, 303);
});
