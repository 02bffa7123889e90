// A page's form as it arrives: bounded, of the one type that a plain form has, each name once.
import { LIMITS } from "../../../schema/limits.ts";
import type { Ctx } from "../env.ts";
import { Refusal } from "../failures.ts";
import { readBounded } from "../http/parse.ts";

export type Form = { readonly get: (name: string) => string };

/** The fields as they came, where a name may stand more than once. */
export async function formFields(c: Ctx, bytes_max: number = LIMITS.body_bytes): Promise<URLSearchParams> {
  const type = c.req.header("content-type") ?? "";
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) throw new Refusal("unsupported_type");
  return new URLSearchParams(new TextDecoder().decode(await readBounded(c.req.raw, bytes_max)));
}

/** A name that was not sent is empty text: no field of these pages tells the two apart. */
export async function readForm(c: Ctx, bytes_max: number = LIMITS.body_bytes): Promise<Form> {
  const fields = await formFields(c, bytes_max);
  return { get: (name) => fields.get(name) ?? "" };
}
