import { expect, it } from "vitest";
import { showPatch } from "../../../../schema/http/catalogue.ts";
import { ABOUT_FIELDS, aboutField, aboutPatch, NO_SHOW } from "./about-form.ts";
import { type FormState, type Values, withWrong } from "./form-state.ts";
import { priceName, pricesField, pricesPatch } from "./prices-form.ts";
import { saleField, salePatchOf } from "./sale-form.ts";

const seoul = () => 540;
const typed = (was: Values, more: Values): FormState =>
  withWrong({ values: { ...was, ...more }, was, wrong: new Set() }, []);
const wrongIn = (patch: unknown, field: (path: string) => string): string[] => {
  const read = showPatch.safeParse(patch);
  return read.success ? [] : read.error.issues.map(({ path }) => field(path.map(String).join(".")));
};

it("CN35: a form asks for what was changed in it and for nothing else, so that it takes back nobody else's change", () => {
  expect(aboutPatch(typed(NO_SHOW, {}))).toEqual({});
  expect(aboutPatch(typed({ ...NO_SHOW, title: "달" }, { title: "달과 별", age_limit: "8" }))).toEqual({
    title: "달과 별",
    age_limit: 8,
  });
  const room = {
    room_capacity: "500",
    batch_size: "100",
    step_s: "1",
    opens_at: "2026-12-24T20:00",
    admission: "fifo",
  };
  expect(salePatchOf(typed(room, { batch_size: "50" }), seoul)).toEqual({ room: { batch_size: 50 } });
  expect(salePatchOf(typed(room, { opens_at: "2026-12-25T20:00", step_s: "0.5" }), seoul)).toEqual({
    sale: { opens_at_ms: Date.parse("2026-12-25T11:00:00Z") },
    room: { step_ms: 500 },
  });
});

it("CN35: what is taken out of a field that may be empty is no bound any more; a number that is none is refused", () => {
  const was = { waiting_per_seat: "3" };
  expect(salePatchOf(typed(was, { waiting_per_seat: "" }), seoul)).toEqual({ room: { waiting_per_seat_max: null } });
  expect(salePatchOf(typed(was, { waiting_per_seat: "1,5" }), seoul)).toEqual({ room: { waiting_per_seat_max: 1.5 } });
  expect(wrongIn(salePatchOf(typed(was, { waiting_per_seat: "many" }), seoul), saleField)).toEqual([
    "waiting_per_seat",
  ]);
  const after = { returns_tickets: "on", handover_on: "on", handover_per_fan: "4", handover_hours: "1" };
  const state = typed(after, { returns_tickets: "", handover_hours: "24", handover_per_fan: "21" });
  expect(pricesPatch(state, [])).toEqual({
    returns: { tickets: false },
    handover: { per_fan: 21, cutoff_before_start_ms: 86_400_000 },
  });
  expect(wrongIn(pricesPatch(state, []), pricesField([]))).toEqual(["handover_per_fan"]);
});

it("CN35: running time, lobby and teams may be taken away again; a time that is none is refused, not taken away", () => {
  const about = { ...NO_SHOW, running_minutes: "120", home: "A", home_en: "A", away: "B", away_en: "B" };
  const nobody = { home: "", home_en: "", away: "", away_en: "" };
  const emptied = aboutPatch(typed(about, { running_minutes: " ", ...nobody }));
  expect(emptied).toEqual({ running_minutes: null, teams: null });
  expect(wrongIn(emptied, aboutField)).toEqual([]);
  expect(wrongIn(aboutPatch(typed(about, { away: "" })), aboutField)).toEqual(["away"]);
  const sale = { lobby_opens_at: "2026-12-24T19:00", opens_at: "2026-12-24T20:00" };
  const alone = salePatchOf(typed(sale, { lobby_opens_at: "" }), seoul);
  expect(alone).toEqual({ sale: { lobby_opens_at_ms: null } });
  expect(wrongIn(alone, saleField)).toEqual([]);
  expect(wrongIn(salePatchOf(typed(sale, { lobby_opens_at: "soon", opens_at: "" }), seoul), saleField)).toEqual([
    "lobby_opens_at",
    "opens_at",
  ]);
});

it("CN35: prices go together, as people write them; a tick that is taken out is a no", () => {
  const was = { [priceName("VIP")]: "100000", [priceName("R")]: "80000", hold_min: "5", strand_check: "on" };
  const state = typed(was, { [priceName("R")]: "85,000", hold_min: "4.5", strand_check: "" });
  expect(pricesPatch(state, ["VIP", "R"])).toEqual({
    grades: [
      { grade: "VIP", price_krw: 100_000 },
      { grade: "R", price_krw: 85_000 },
    ],
    limits: { hold_ms: 270_000, strand_check: false },
  });
});

it("CN36: what is not right is told beside the field it was typed in", () => {
  const about = typed(NO_SHOW, { title: " ", description_en: "words", age_limit: "x", home: "A", genre: "?" });
  expect(wrongIn(aboutPatch({ ...about, was: { ...NO_SHOW, title: "달" } }), aboutField).sort()).toEqual(
    ["age_limit", "away", "genre", "title", "title_en"].sort(),
  );
  const prices = typed({ [priceName("VIP")]: "1" }, { [priceName("VIP")]: "2", [priceName("R")]: "", hold_min: "90" });
  const grades = ["VIP", "R"];
  expect(wrongIn(pricesPatch(prices, grades), pricesField(grades))).toEqual([priceName("R"), "hold_min"]);
  const sale = typed({}, { opens_at: "2026-02-30T10:00", pass_min: "soon", room_capacity: "-1" });
  expect(wrongIn(salePatchOf(sale, seoul), saleField).sort()).toEqual(["opens_at", "pass_min", "room_capacity"]);
  expect(aboutField("venue_id")).toBe("venue_id");
  expect([...ABOUT_FIELDS].every((name) => name in NO_SHOW)).toBe(true);
});
