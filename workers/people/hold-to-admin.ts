// Admins are few and may do anything: their role is looked up each time, and does not outlive itself in a token.
import { database } from "../kit/db/database.ts";
import { Refusal } from "../kit/failures.ts";
import type { HoldToAdmin } from "../kit/http/mount.ts";
import { readUser } from "./db/people.ts";

export const holdToAdmin: HoldToAdmin = async (c, identity) => {
  const user = await readUser(database(c.env), identity.user_id);
  if (user?.status !== "ACTIVE") throw new Refusal("session_ended");
  if (user.role !== "ADMIN") throw new Refusal("forbidden");
};
