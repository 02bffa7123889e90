// Where organisers' posters lie: in the deployment's bucket where it has one, else in D1, in parts that fit a row. A picture
// is named by its content, so that the same one lies there once and its address never changes its meaning.
import { isPictureType, PICTURE_TYPES, type PictureType } from "../../domain/pictures/kinds.ts";
import { database } from "../kit/db/database.ts";
import { base64Url } from "../kit/http/hash.ts";
import { deletePicture, insertPicture, isShown, readParts } from "./db/pictures.ts";

const NAME = /^[\w-]{43}\.(png|jpg|webp|svg)$/;
const ROAD = "/pictures/";
type Bytes = Uint8Array<ArrayBuffer>;

/** Answers with the path that shows it. */
export async function keepPicture(env: Env, type: PictureType, bytes: Bytes): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const name = `${base64Url(digest)}.${PICTURE_TYPES[type]}`;
  if (env.POSTERS !== undefined) await env.POSTERS.put(name, bytes);
  else await insertPicture(database(env), name, bytes);
  return `${ROAD}${name}`;
}

export async function readPicture(env: Env, name: string): Promise<{ type: PictureType; bytes: Bytes } | null> {
  const type = Object.keys(PICTURE_TYPES).find((one) => isPictureType(one) && name.endsWith(`.${PICTURE_TYPES[one]}`));
  if (!NAME.test(name) || type === undefined || !isPictureType(type)) return null;
  const kept = await env.POSTERS?.get(name);
  const bytes = kept == null ? await readParts(database(env), name) : new Uint8Array(await kept.arrayBuffer());
  return bytes === null ? null : { type, bytes };
}

/** After a show has let go of it: gone, unless another show has the same. */
export async function dropPicture(env: Env, path: string | null): Promise<void> {
  const name = path?.startsWith(ROAD) ? path.slice(ROAD.length) : "";
  if (!NAME.test(name) || (await isShown(database(env), `${ROAD}${name}`))) return;
  await env.POSTERS?.delete(name);
  await deletePicture(database(env), name);
}
