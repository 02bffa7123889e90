// Who asks when a sale is verified: the admin whose token was given, or at a local instance anybody.
import { type Ask, apiAt, localToken, Unavailable } from "../cli/api.ts";
import type { SaleArguments } from "./arguments.ts";

export async function askerOf({ url, token }: SaleArguments): Promise<Ask> {
  return apiAt(url, token ?? (await localAdmin(url))).get;
}

async function localAdmin(url: string): Promise<string> {
  try {
    return await localToken(url);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new Unavailable(`${said}; elsewhere than at a local instance an admin's --token is needed`);
  }
}
