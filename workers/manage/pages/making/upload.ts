// A form that brings a file: bounded as a whole before it is taken apart.
import type { Ctx } from "../../../kit/env.ts";
import { Refusal } from "../../../kit/failures.ts";
import { readBounded } from "../../../kit/http/parse.ts";
import type { Form } from "../../../kit/pages/form.ts";

export type Upload = Form & { readonly file: (name: string) => File | null };

/** The edges between the parts of a form, and its other fields. */
const EDGES_BYTES = 16 * 1024;

export async function readUpload(c: Ctx, file_bytes_max: number): Promise<Upload> {
  const type = c.req.header("content-type") ?? "";
  if (!/^multipart\/form-data\s*;/i.test(type)) throw new Refusal("unsupported_type");
  const bytes = await readBounded(c.req.raw, file_bytes_max + EDGES_BYTES);
  const fields = await formOf(new Uint8Array(bytes), type);
  return {
    get: (name) => {
      const value = fields.get(name);
      return typeof value === "string" ? value : "";
    },
    file: (name) => {
      const value = fields.get(name);
      // A field for files that was left empty is sent as a file without a name.
      return value === null || typeof value === "string" || value.size === 0 ? null : value;
    },
  };
}

async function formOf(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<FormData> {
  try {
    return await new Response(bytes, { headers: { "content-type": type } }).formData();
  } catch {
    throw new Refusal("malformed");
  }
}
