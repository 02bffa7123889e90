// A door's page and the worker that keeps it for when there is no network. Its address is its right: it is told to nobody.
import type { Hono } from "hono";
import type { DoorFacts } from "../../../web/door/facts.ts";
import { wordsFor } from "../../../web/words/words.ts";
import { readAnyShow } from "../../catalogue/db/shows.ts";
import { database } from "../../kit/db/database.ts";
import type { AppEnv, Ctx } from "../../kit/env.ts";
import { page } from "../../kit/pages/answer.tsx";
import { assetsFor } from "../../kit/pages/assets.ts";
import { frameOf } from "../../kit/pages/frame.ts";
import { doorOfPass, endsAtMs } from "../door-pass.ts";
import { ClosedDoorPage, DoorPage } from "./door-page.tsx";

export function mountDoorPages(app: Hono<AppEnv>): void {
  app.get("/door/sw.js", (c) =>
    c.body(`importScripts(${JSON.stringify(assetsFor("gate-keeper.ts").scripts.at(-1))});\n`, 200, {
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "no-cache",
    }),
  );
  app.get("/door/:pass", doorPage);
}

async function doorPage(c: Ctx): Promise<Response> {
  c.header("referrer-policy", "no-referrer");
  const pass = c.req.param("pass") ?? "";
  const door = await doorOfPass(c.env, pass, c.get("now_ms"));
  const found = door === null ? null : await readAnyShow(database(c.env), door.show_id);
  const frame = { ...frameOf(c, "gate.tsx"), path: "/door" };
  if (door === null || found === null || endsAtMs(door) <= c.get("now_ms")) {
    return page(c, <ClosedDoorPage frame={frameOf(c)} />, 410);
  }
  // Only here may a page ask for the camera.
  c.header("permissions-policy", "camera=(self), microphone=(), geolocation=(), payment=(), usb=()");
  const { language } = frame;
  const facts: DoorFacts = {
    language,
    pass,
    door: door.name,
    title: (language === "en" ? found.show.languages.en?.title : undefined) ?? found.show.title,
    time_zone: found.venue.time_zone,
  };
  return page(c, <DoorPage frame={frame} facts={facts} title={wordsFor(language).gate.title(door.name)} />);
}
