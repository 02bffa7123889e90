// Made-up fans with tokens signed by the instance's own keys: signing in is not what is measured.
import { signAccessToken } from "../../workers/people/auth/access-token.ts";
import type { Product } from "./product.ts";

export type Fan = { readonly id: string; readonly token: string };

export function fans(product: Product, name: string, count: number): Promise<Fan[]> {
  const now_ms = Date.now();
  return Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const id = `usr_${name}${i.toString(36).padStart(6, "0")}`;
      const about = { sub: id, sid: `ses_${name}${i}`, role: "USER" } as const;
      return { id, token: await signAccessToken(product.token_env, about, now_ms) };
    }),
  );
}

export const bearer = ({ token }: Fan): Record<string, string> => ({ authorization: `Bearer ${token}` });
