// The form that says what a show is: its fields, what stands in them, and the change that they ask for.
import type { FoundShow } from "../../../catalogue/db/shows.ts";
import { changedIn, type FormState, type Values, whole } from "./form-state.ts";

export const ABOUT_FIELDS = [
  "title",
  "title_en",
  "description",
  "description_en",
  "genre",
  "age_limit",
  "running_minutes",
  "home",
  "home_en",
  "away",
  "away_en",
  "venue_id",
] as const;

export const NO_SHOW: Values = {
  ...Object.fromEntries(ABOUT_FIELDS.map((name) => [name, ""])),
  genre: "CONCERT",
  age_limit: "0",
};

export const aboutValues = ({ show }: Pick<FoundShow, "show">): Values => ({
  title: show.title,
  title_en: show.languages.en?.title ?? "",
  description: show.description,
  description_en: show.languages.en?.description ?? "",
  genre: show.genre,
  age_limit: String(show.age_limit),
  running_minutes: show.running_minutes === null ? "" : String(show.running_minutes),
  home: show.teams?.home.title ?? "",
  home_en: show.teams?.home.en ?? "",
  away: show.teams?.away.title ?? "",
  away_en: show.teams?.away.en ?? "",
  venue_id: show.venue_id,
});

const ENGLISH = ["title_en", "description_en"];
const TEAMS = ["home", "home_en", "away", "away_en"];

const isBlank = (text: string | undefined): boolean => (text ?? "").trim() === "";

function englishOf({ title_en = "", description_en = "" }: Values): unknown {
  if (isBlank(title_en) && isBlank(description_en)) return {};
  return { en: { title: title_en, description: description_en } };
}

const teamOf = (title = "", en = ""): unknown => ({
  title,
  ...(isBlank(en) ? {} : { languages: { en: { title: en } } }),
});

/** As an API's client would send it; its shape is not yet looked at. */
export function aboutPatch(state: FormState): Record<string, unknown> {
  const { values } = state;
  const changed = changedIn(state);
  const any = (names: readonly string[]): boolean => names.some((name) => changed.has(name));
  const patch: Record<string, unknown> = {};
  for (const name of ["title", "description", "genre", "venue_id"]) {
    if (changed.has(name)) patch[name] = values[name];
  }
  if (changed.has("age_limit")) patch.age_limit = whole(values.age_limit ?? "");
  if (changed.has("running_minutes")) {
    patch.running_minutes = isBlank(values.running_minutes) ? null : whole(values.running_minutes ?? "");
  }
  if (any(ENGLISH)) patch.languages = englishOf(values);
  if (any(TEAMS)) {
    patch.teams = TEAMS.every((name) => isBlank(values[name]))
      ? null
      : { home: teamOf(values.home, values.home_en), away: teamOf(values.away, values.away_en) };
  }
  return patch;
}

const PLACES: Readonly<Record<string, string>> = {
  "languages.en.title": "title_en",
  "languages.en.description": "description_en",
  "teams.home.title": "home",
  "teams.home.languages.en.title": "home_en",
  "teams.away.title": "away",
  "teams.away.languages.en.title": "away_en",
};

export const aboutField = (path: string): string => PLACES[path] ?? path;
