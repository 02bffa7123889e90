// Admins are few and may do anything: their role is looked up each time, and does not outlive itself in a token. While D1
// is away that cannot be done; then a sale can still be stopped, on the word of a token that is half an hour old at most.
import { database } from "../kit/db/database.ts";
import { Refusal } from "../kit/failures.ts";
import type { HoldToAdmin } from "../kit/http/mount.ts";
import { log, thrown } from "../kit/log.ts";
import { readUser } from "./db/people.ts";

export const holdToAdmin: HoldToAdmin = async (c, identity, { without_database }) => {
  const user = await readUser(database(c.env), identity.user_id).catch((error: unknown) => {
    if (!without_database || identity.role !== "ADMIN") throw error;
    log("warn", "admin_by_token", { request_id: c.get("request_id"), user_id: identity.user_id, ...thrown(error) });
    return { status: "ACTIVE", role: "ADMIN" } as const;
  });
  if (user?.status !== "ACTIVE") throw new Refusal("session_ended");
  if (user.role !== "ADMIN") throw new Refusal("forbidden");
};
