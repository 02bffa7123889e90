// Door passes: what a door's link carries. Signed like a pass of the line, with a type and an audience of its own, so that
// neither opens what the other is for. Whether one was revoked is asked of D1 each time.
import { errors, jwtVerify, SignJWT } from "jose";
import * as z from "zod/mini";
import { database } from "../kit/db/database.ts";
import { signingKey, verifyingKey } from "../kit/keys.ts";
import { type DoorRow, readDoor } from "./db/doors.ts";

const DOOR_TYPE = "door+jwt";
const DOOR_AUDIENCE = "fairline-door";
const TOKEN_CHARS_MAX = 2_048;

const claims = z.object({ door: z.string(), show: z.string() });
type TokenEnv = { readonly SIGNING_KEYS: string; readonly ISSUER: string };

/** The door's name and sections stay in D1: a link is short enough for a code that is scanned from paper. */
export async function signDoorPass(env: TokenEnv, door: DoorRow): Promise<string> {
  const { kid, key } = await signingKey(env.SIGNING_KEYS, "pass");
  return new SignJWT({ door: door.id, show: door.show_id })
    .setProtectedHeader({ alg: "ES256", kid, typ: DOOR_TYPE })
    .setIssuer(env.ISSUER)
    .setAudience(DOOR_AUDIENCE)
    .setIssuedAt(Math.floor(door.created_at_ms / 1_000))
    .setExpirationTime(Math.ceil(door.expires_at_ms / 1_000))
    .sign(key);
}

/** The door, whether it is still open or not; null for what is no pass of a door of ours. */
export async function doorOfPass(env: Env, token: string, now_ms: number): Promise<DoorRow | null> {
  const read = await readPass(env, token, now_ms);
  const door = read === null ? null : await readDoor(database(env), read.door);
  return door === null || door.show_id !== read?.show ? null : door;
}

export const endsAtMs = ({ expires_at_ms, revoked_at_ms }: DoorRow): number =>
  Math.min(expires_at_ms, revoked_at_ms ?? Number.POSITIVE_INFINITY);

async function readPass(env: TokenEnv, token: string, now_ms: number): Promise<z.infer<typeof claims> | null> {
  if (token.length > TOKEN_CHARS_MAX) return null;
  try {
    const { payload } = await jwtVerify(
      token,
      async (header) => {
        const key = await verifyingKey(env.SIGNING_KEYS, "pass", header.kid ?? "", now_ms);
        if (key === null) throw new errors.JWKSNoMatchingKey();
        return key;
      },
      {
        algorithms: ["ES256"],
        issuer: env.ISSUER,
        audience: DOOR_AUDIENCE,
        typ: DOOR_TYPE,
        // What was done while it was open may be told later: its end is compared by who asks.
        currentDate: new Date(0),
        requiredClaims: ["exp"],
      },
    );
    return claims.parse(payload);
  } catch {
    return null;
  }
}
