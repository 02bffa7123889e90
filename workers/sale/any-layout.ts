// A plan by its version, whoever it is of: a show's stands in the database, a practice's is drawn from the product's own halls.
import { hallOfVersion, practiceLayout } from "../../domain/crowd/halls.ts";
import type { Layout } from "../../schema/layout.ts";
import { database } from "../kit/db/database.ts";
import { layoutOf } from "./publish.ts";

export async function anyLayout(env: Env, layout_version: string): Promise<Layout> {
  const hall = hallOfVersion(layout_version);
  return hall === null ? layoutOf(database(env), layout_version) : practiceLayout(hall);
}
