// Making a door of an own show and ending it: by the API and on the organiser's page alike, each with its audit line.

import { LIMITS } from "../../schema/limits.ts";
import { readShowtimes } from "../catalogue/db/shows.ts";
import type { DoorRow } from "../door/db/doors.ts";
import { insertDoor, listDoors, readDoor, revokeDoor } from "../door/db/doors.ts";
import { newDoorCode, shownDoorCode } from "../door/door-code.ts";
import { signDoorPass } from "../door/door-pass.ts";
import { writeAudit } from "../kit/db/audit.ts";
import { database } from "../kit/db/database.ts";
import type { Ctx, Identity } from "../kit/env.ts";
import { Refusal } from "../kit/failures.ts";
import { newId } from "../kit/http/hash.ts";
import { layoutOf } from "../sale/publish.ts";
import { ownShow, refuseFault } from "./routes/shows.ts";

export type DoorWish = {
  readonly show_id: string;
  readonly identity: Identity;
  readonly name: string;
  readonly sections?: readonly string[] | undefined;
  readonly showtime_ids?: readonly string[] | undefined;
  readonly expires_at_ms: number;
};

export async function makeDoor(c: Ctx, { show_id, identity, ...wish }: DoorWish): Promise<DoorRow> {
  const db = database(c.env);
  const { show } = await ownShow(db, show_id, identity);
  const now_ms = c.get("now_ms");
  if (wish.expires_at_ms <= now_ms) refuseFault({ path: "expires_at_ms", fault: "in_past" });
  if ((await listDoors(db, show.id)).length >= LIMITS.doors_per_show) {
    refuseFault({ path: "name", fault: "doors_full", values: { max: LIMITS.doors_per_show } });
  }
  await holdToSections(c, show.layout_version, wish.sections);
  await holdToShowtimes(c, show.id, wish.showtime_ids);
  const row: DoorRow = {
    id: newId("door"),
    show_id: show.id,
    name: wish.name,
    sections: wish.sections ?? null,
    showtimes: wish.showtime_ids ?? null,
    code: newDoorCode(),
    expires_at_ms: wish.expires_at_ms,
    revoked_at_ms: null,
    created_at_ms: now_ms,
  };
  const { id, name, sections, showtimes, expires_at_ms } = row;
  await db.batch([
    insertDoor(db, row),
    writeAudit(db, c, identity, {
      action: "door.make",
      subject_kind: "show",
      subject_id: show.id,
      details: { door_id: id, name, sections, showtimes, expires_at_ms },
    }),
  ]);
  return row;
}

/** Told twice it stays ended since the first time. */
export async function endDoor(
  c: Ctx,
  { show_id, door_id, identity }: { readonly show_id: string; readonly door_id: string; readonly identity: Identity },
): Promise<void> {
  const db = database(c.env);
  const { show } = await ownShow(db, show_id, identity);
  const door = await readDoor(db, door_id);
  if (door === null || door.show_id !== show.id) throw new Refusal("not_found");
  await db.batch([
    revokeDoor(db, door.id, c.get("now_ms")),
    writeAudit(db, c, identity, {
      action: "door.revoke",
      subject_kind: "show",
      subject_id: show.id,
      details: { door_id: door.id, name: door.name },
    }),
  ]);
}

export async function shownDoor(c: Ctx, row: DoorRow) {
  const { show_id: _, showtimes, code: __, ...door } = row;
  return { ...door, showtime_ids: showtimes, ...(await secretsOf(c, row)) };
}

/** What lets in whoever has it. */
export async function doorSecrets(c: Ctx, door_id: string) {
  const row = await readDoor(database(c.env), door_id);
  if (row === null) throw new Refusal("not_found");
  return secretsOf(c, row);
}

async function secretsOf(c: Ctx, row: DoorRow) {
  const code = row.code === null ? null : shownDoorCode(row.code);
  return { code, url: `${new URL(c.req.url).origin}/door/${await signDoorPass(c.env, row)}` };
}

async function holdToShowtimes(c: Ctx, show_id: string, wanted: readonly string[] | undefined): Promise<void> {
  if (wanted === undefined) return;
  const known = new Set((await readShowtimes(database(c.env), show_id)).map(({ id }) => id));
  if (wanted.some((id) => !known.has(id))) refuseFault({ path: "showtime_ids", fault: "showtime_not_here" });
}

/** A door to a section that there is not would let nobody in. */
async function holdToSections(c: Ctx, layout_version: string, sections: readonly string[] | undefined): Promise<void> {
  if (sections === undefined) return;
  const layout = await layoutOf(database(c.env), layout_version);
  const known = new Set(layout.sections.flatMap(({ id, name }) => [id, name]));
  const strange = sections.filter((section) => !known.has(section));
  if (strange.length > 0)
    refuseFault({ path: "sections", fault: "section_not_here", values: { sections: strange.join(", ") } });
}
