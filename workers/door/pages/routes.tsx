// A door's page and the worker that keeps it for when there is no network. Its address is its right: it is told to nobody.
import type { Hono } from "hono";
import { HEARD_AFTER_END_MS } from "../../../domain/door/scan.ts";
import type { DoorFacts } from "../../../web/door/facts.ts";
import { wordsFor } from "../../../web/words/words.ts";
import { readAnyShow } from "../../catalogue/db/shows.ts";
import { titleIn } from "../../catalogue/show-views.ts";
import { database } from "../../kit/db/database.ts";
import type { AppEnv, Ctx } from "../../kit/env.ts";
import { Refusal } from "../../kit/failures.ts";
import { brakeWrites } from "../../kit/middleware/brake.ts";
import { page } from "../../kit/pages/answer.tsx";
import { assetsFor } from "../../kit/pages/assets.ts";
import { readForm } from "../../kit/pages/form.ts";
import { frameOf } from "../../kit/pages/frame.ts";
import { doorOfCode } from "../db/doors.ts";
import { readDoorCode } from "../door-code.ts";
import { doorOfPass, endsAtMs, signDoorPass } from "../door-pass.ts";
import { ClosedDoorPage, DoorPage, FindDoorPage } from "./door-page.tsx";
import { doorPaths } from "./paths.ts";

export function mountDoorPages(app: Hono<AppEnv>): void {
  app.get("/door/sw.js", (c) =>
    c.body(`importScripts(${JSON.stringify(assetsFor("gate-keeper.ts").scripts.at(-1))});\n`, 200, {
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "no-cache",
    }),
  );
  app.get(doorPaths.find, (c) => page(c, <FindDoorPage frame={frameOf(c)} wrong="" />));
  app.post(doorPaths.find, findDoor);
  app.get("/door/:pass", doorPage);
  app.get("/door/:pass/app.webmanifest", doorApp);
}

async function findDoor(c: Ctx): Promise<Response> {
  await brakeWrites(c, null);
  const typed = (await readForm(c)).get("code");
  const code = readDoorCode(typed);
  const door = code === null ? null : await doorOfCode(database(c.env), code);
  if (door === null || endsAtMs(door) <= c.get("now_ms")) {
    return page(c, <FindDoorPage frame={frameOf(c)} wrong={typed.slice(0, 20)} />, 404);
  }
  return c.redirect(doorPaths.of(await signDoorPass(c.env, door)), 303);
}

/** A door on a home screen opens at its own address, and nothing else of the site does. */
async function doorApp(c: Ctx): Promise<Response> {
  const pass = c.req.param("pass") ?? "";
  const door = await doorOfPass(c.env, pass, c.get("now_ms"));
  if (door === null) throw new Refusal("not_found");
  const manifest = {
    name: wordsFor(c.get("language")).gate.title(door.name),
    short_name: door.name,
    id: doorPaths.of(door.id),
    start_url: doorPaths.of(pass),
    scope: "/door/",
    display: "standalone",
    icons: [{ src: "/assets/mark.svg", sizes: "any", type: "image/svg+xml", purpose: "any" }],
  };
  return c.body(JSON.stringify(manifest), 200, {
    "content-type": "application/manifest+json; charset=utf-8",
    "cache-control": "no-store",
  });
}

async function doorPage(c: Ctx): Promise<Response> {
  c.header("referrer-policy", "no-referrer");
  const pass = c.req.param("pass") ?? "";
  const door = await doorOfPass(c.env, pass, c.get("now_ms"));
  const found = door === null ? null : await readAnyShow(database(c.env), door.show_id);
  const frame = { ...frameOf(c, "gate.tsx"), path: "/door" };
  if (door === null || found === null) return page(c, <ClosedDoorPage frame={frameOf(c)} facts={null} />, 410);
  const ended = endsAtMs(door) <= c.get("now_ms");
  const { language } = frame;
  const facts: DoorFacts = {
    language,
    pass,
    door: door.name,
    ended,
    title: titleIn(language, found.show),
    time_zone: found.venue.time_zone,
  };
  if (ended) {
    const heard = endsAtMs(door) + HEARD_AFTER_END_MS > c.get("now_ms");
    return page(c, <ClosedDoorPage frame={heard ? frame : frameOf(c)} facts={heard ? facts : null} />, 410);
  }
  // Only here may a page ask for the camera.
  c.header("permissions-policy", "camera=(self), microphone=(), geolocation=(), payment=(), usb=()");
  return page(c, <DoorPage frame={frame} facts={facts} title={wordsFor(language).gate.title(door.name)} />);
}
