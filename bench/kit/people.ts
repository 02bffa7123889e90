// Made-up fans with tokens signed by the instance's own keys: signing in is not what is measured.
import { signAccessToken } from "../../workers/people/auth/access-token.ts";
import type { Product } from "./product.ts";

export type Fan = { readonly id: string; readonly token: string };

/** Their token is good for half an hour: a measurement that is longer makes each fan when they come. */
export async function fanOf(product: Product, name: string, i: number): Promise<Fan> {
  const id = `usr_${name}${i.toString(36).padStart(6, "0")}`;
  const about = { sub: id, sid: `ses_${name}${i}`, role: "USER" } as const;
  return { id, token: await signAccessToken(product.token_env, about, Date.now()) };
}

export const fans = (product: Product, name: string, count: number): Promise<Fan[]> =>
  Promise.all(Array.from({ length: count }, (_, i) => fanOf(product, name, i)));

export const bearer = ({ token }: Fan): Record<string, string> => ({ authorization: `Bearer ${token}` });
