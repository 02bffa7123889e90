// The signing key of the stand-in providers. Made here, kept in the store.
import { exportJWK, generateKeyPair } from "jose";

export async function newIdentityKey(): Promise<string> {
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  return JSON.stringify({ ...(await exportJWK(privateKey)), kid: crypto.randomUUID() });
}
