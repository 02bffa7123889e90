// The one way to D1. Statements live in this folder only (and in the keeper of answers).
import { type DrizzleD1Database, drizzle } from "drizzle-orm/d1";

export type Database = DrizzleD1Database;

export const database = (env: { readonly DB: D1Database }): Database => drizzle(env.DB);
