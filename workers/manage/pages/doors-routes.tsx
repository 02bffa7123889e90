// The addresses of a show's doors for its organiser: who came in, making and ending doors, the lists for paper and mail.
import { doorInput } from "../../../schema/http/doors.ts";
import { wordsFor } from "../../../web/words/words.ts";
import { qrSvg } from "../../buying/ticket-qr.ts";
import { readShowtimes } from "../../catalogue/db/shows.ts";
import { listDoors, readDoor } from "../../door/db/doors.ts";
import { signDoorPass } from "../../door/door-pass.ts";
import { mailDoorList } from "../../door/list-mail.ts";
import { doorPaths } from "../../door/pages/paths.ts";
import { tallyShow } from "../../door/tally.ts";
import { database } from "../../kit/db/database.ts";
import type { Ctx } from "../../kit/env.ts";
import { Refusal } from "../../kit/failures.ts";
import { parseWith, queryRecord } from "../../kit/http/parse.ts";
import { page } from "../../kit/pages/answer.tsx";
import { formFields } from "../../kit/pages/form.ts";
import { type Fan, fanFrame, type Said } from "../../people/pages/whoever.ts";
import { layoutOf } from "../../sale/publish.ts";
import { endDoor, makeDoor } from "../door-making.ts";
import { ownShowtime } from "../routes/showtimes.ts";
import { asOwner, type Own } from "./as-owner.ts";
import { LASTS_H, OneDoorPage } from "./doors-links.tsx";
import { DoorsPage } from "./doors-page.tsx";
import { lookedAt, shownDoorOf } from "./doors-view.ts";
import { consolePaths } from "./paths.ts";

const HOUR_MS = 3_600_000;
/** A link is some four hundred characters. */
const LINK_QR_VERSION_MAX = 25;

function said(c: Ctx): Said {
  const { doors } = wordsFor(c.get("language")).console;
  const texts: Readonly<Record<string, string>> = { made: doors.made, gone: doors.gone, mailed: doors.mailed };
  const text = texts[queryRecord(c.req.url).done ?? ""];
  return text === undefined ? null : { tone: "info", text };
}

async function showDoors(c: Ctx, { user }: Fan, { found, show }: Own, refused: string | null) {
  const db = database(c.env);
  const now_ms = c.get("now_ms");
  const showtimes = await readShowtimes(db, show.id);
  const showtime_id = lookedAt(showtimes, queryRecord(c.req.url).showtime_id, now_ms);
  const [tally, rows, layout] = await Promise.all([
    tallyShow(c.env, { show_id: show.id, ...(showtime_id !== null && { showtime_id }) }),
    listDoors(db, show.id),
    layoutOf(db, found.show.layout_version),
  ]);
  if (tally === null) throw new Refusal("not_found");
  const view = {
    show,
    showtimes,
    showtime_id,
    tally,
    doors: rows.map((row) => shownDoorOf(row, now_ms)),
    sections: [...new Set(layout.sections.map(({ name }) => name))],
    refused,
  };
  return page(c, <DoorsPage frame={fanFrame(c, user, said(c))} view={view} />, refused === null ? 200 : 422);
}

export const doorsPage = asOwner((c, fan, own) => showDoors(c, fan, own, null));

export const makeDoorPage = asOwner(async (c, fan, own) => {
  const { identity } = fan;
  const { show } = own;
  const form = await formFields(c);
  const name = form.get("name") ?? "";
  if (!doorInput.shape.name.safeParse(name).success) return showDoors(c, fan, own, name);
  const hours = LASTS_H.find((one) => one === form.get("lasts_h")) ?? LASTS_H[1];
  const sections = form.getAll("section");
  const showtime = form.get("showtime") ?? "";
  const wish = parseWith(doorInput, {
    name,
    ...(sections.length > 0 && { sections }),
    ...(showtime !== "" && { showtime_ids: [showtime] }),
    expires_at_ms: c.get("now_ms") + Number(hours) * HOUR_MS,
  });
  const made = await makeDoor(c, { show_id: show.id, identity, ...wish });
  return c.redirect(`${consolePaths.door(show.id, made.id)}?done=made`, 303);
});

export const oneDoorPage = asOwner(async (c, { user }, { show }) => {
  const row = await readDoor(database(c.env), c.req.param("door_id") ?? "");
  const now_ms = c.get("now_ms");
  if (row === null || row.show_id !== show.id) throw new Refusal("not_found");
  const door = shownDoorOf(row, now_ms);
  if (door.state !== "open") return c.redirect(consolePaths.doors(show.id), 303);
  const { origin, host } = new URL(c.req.url);
  const url = `${origin}${doorPaths.of(await signDoorPass(c.env, row))}`;
  const tally = await tallyShow(c.env, { show_id: show.id });
  const view = {
    show,
    showtimes: await readShowtimes(database(c.env), show.id),
    door,
    url,
    qr_svg: qrSvg(url, LINK_QR_VERSION_MAX),
    find_url: `${host}${doorPaths.find}`,
    entered: tally?.by_door.find(({ id }) => id === door.id)?.entered ?? 0,
  };
  return page(c, <OneDoorPage frame={fanFrame(c, user, said(c))} view={view} />);
});

export const endDoorPage = asOwner(async (c, { identity }, { show }) => {
  await endDoor(c, { show_id: show.id, door_id: c.req.param("door_id") ?? "", identity });
  return c.redirect(`${consolePaths.doors(show.id)}?done=gone`, 303);
});

async function ownShowtimeOf(
  c: Ctx,
  { identity, show_id }: { identity: Parameters<typeof ownShowtime>[2]; show_id: string },
) {
  const { showtime, show } = await ownShowtime(database(c.env), c.req.param("showtime_id") ?? "", identity);
  if (show.id !== show_id) throw new Refusal("not_found");
  return showtime;
}

export const mailListPage = asOwner(async (c, { identity }, { show }) => {
  const showtime = await ownShowtimeOf(c, { identity, show_id: show.id });
  await mailDoorList(c.env, showtime.id, c.get("now_ms"));
  return c.redirect(`${consolePaths.doors(show.id)}?showtime_id=${showtime.id}&done=mailed`, 303);
});
