// A page's form as it arrives: bounded, of the one type that a plain form has, each name once.
import { LIMITS } from "../../../schema/limits.ts";
import type { Ctx } from "../env.ts";
import { Refusal } from "../failures.ts";
import { readBounded } from "../http/parse.ts";

export type Form = { readonly get: (name: string) => string };

/** A name that was not sent is empty text: no field of these pages tells the two apart. */
export async function readForm(c: Ctx, bytes_max: number = LIMITS.body_bytes): Promise<Form> {
  const type = c.req.header("content-type") ?? "";
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) throw new Refusal("unsupported_type");
  const bytes = await readBounded(c.req.raw, bytes_max);
  const fields = new URLSearchParams(new TextDecoder().decode(bytes));
  return { get: (name) => fields.get(name) ?? "" };
}
