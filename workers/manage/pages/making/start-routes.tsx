// The first step of a show, which leaves a draft behind; and venues, which a show needs first.
import { firstPrices, firstSale } from "../../../../domain/catalogue/first-draft.ts";
import { type ShowInput, showInput } from "../../../../schema/http/catalogue.ts";
import { zoneOffsetMinutes } from "../../../../web/words/zones.ts";
import type { VenueRow } from "../../../catalogue/db/shows.ts";
import { listVenues, readPlaces, readVenue } from "../../../catalogue/db/venues.ts";
import { venueName } from "../../../catalogue/show-views.ts";
import { database } from "../../../kit/db/database.ts";
import type { Ctx } from "../../../kit/env.ts";
import { FAILURE_STATUS, Refusal } from "../../../kit/failures.ts";
import { readCursor, writeCursor } from "../../../kit/http/cursor.ts";
import { queryRecord } from "../../../kit/http/parse.ts";
import { page } from "../../../kit/pages/answer.tsx";
import { readForm } from "../../../kit/pages/form.ts";
import { makeShow } from "../../routes/shows.ts";
import { makeVenue, ownerFilter } from "../../routes/venues.ts";
import { consolePaths } from "../paths.ts";
import { ABOUT_FIELDS, aboutField, aboutPatch, NO_SHOW } from "./about-form.ts";
import { asMaker, type Maker, makerFrame } from "./as-maker.ts";
import { type FormState, pathsOf, sentState, untouched, withWrong } from "./form-state.ts";
import { refusalOf, refusedWords } from "./part-routes.tsx";
import { NEW_VENUE, NewVenuePage, StartPage, VenuesPage } from "./start-pages.tsx";
import { NO_VENUE, readVenueForm, VENUE_FIELDS } from "./venue-form.ts";
import { makingWords } from "./words.ts";

const VENUES_PAGE = 50;
const VENUES_SHOWN = 100;

async function showStart(c: Ctx, owner: Maker, state: FormState, refusal: Refusal | null = null) {
  const shown = { limit: VENUES_SHOWN, cursor: null };
  const { found: venues } = await listVenues(database(c.env), ownerFilter(owner.identity), shown);
  const refused = refusal === null ? null : refusedWords(c, refusal);
  const status = refusal === null ? 200 : FAILURE_STATUS[refusal.failure.code];
  return page(c, <StartPage frame={makerFrame(c, owner)} view={{ state, refused, venues }} />, status as 200);
}

export const startPage = asMaker((c, owner) => {
  const { venue_id = "" } = queryRecord(c.req.url);
  return showStart(c, owner, untouched({ ...NO_SHOW, ...NO_VENUE, venue_id }));
});

export const startShow = asMaker(async (c, owner) => {
  const sent = sentState(await readForm(c), [...ABOUT_FIELDS, ...VENUE_FIELDS]);
  const wrong = new Set<string>();
  const makes = sent.values.venue_id === NEW_VENUE;
  const house = makes ? readVenueForm(sent) : null;
  if (house?.ok === false) for (const name of house.wrong) wrong.add(name);
  const known = makes ? null : await readVenue(database(c.env), sent.values.venue_id ?? "");
  if (!makes && known === null) wrong.add("venue_id");
  // Looked at before a venue is made: a show that is not right leaves no empty house behind.
  const body = await draftOf(c, sent, known);
  const read = showInput.safeParse(body);
  for (const { path } of read.success ? [] : read.error.issues) wrong.add(aboutField(path.map(String).join(".")));
  if (!read.success || wrong.size > 0) {
    return showStart(c, owner, withWrong(sent, wrong), new Refusal("invalid"));
  }
  let made_id = "";
  const refusal = await refusalOf(async () => {
    const venue = house?.ok === true ? (await makeVenue(c, owner.identity, house.body)).venue : known;
    const input = venue === null ? read.data : { ...read.data, ...(await ofVenue(c, venue)) };
    made_id = (await makeShow(c, owner.identity, input)).id;
  });
  if (refusal === null) return c.redirect(`${consolePaths.editPart(made_id, "showtimes")}?done=made`, 303);
  return showStart(c, owner, withWrong(sent, pathsOf(refusal).map(aboutField)), refusal);
});

/** Everything that was typed; what is not known yet stands as it would in any house, only to be looked at. */
async function draftOf(c: Ctx, sent: FormState, venue: VenueRow | null): Promise<Record<string, unknown>> {
  const { running_minutes, ...typed } = aboutPatch({ ...sent, was: NO_SHOW });
  return {
    title: "",
    genre: sent.values.genre,
    ...typed,
    ...(sent.values.running_minutes === "" ? {} : { running_minutes }),
    draft: true,
    venue_id: venue?.id ?? NEW_VENUE,
    ...(venue === null
      ? { grades: firstPrices(["R"]), sale: firstSale(c.get("now_ms"), () => 0) }
      : await ofVenue(c, venue)),
  };
}

type OfVenue = Pick<ShowInput, "venue_id" | "grades" | "sale">;

async function ofVenue(c: Ctx, venue: VenueRow): Promise<OfVenue> {
  const places = (await readPlaces(database(c.env), venue.layout_version)) ?? {};
  const sale = firstSale(c.get("now_ms"), (at_ms) => zoneOffsetMinutes(at_ms, venue.time_zone));
  return { venue_id: venue.id, grades: firstPrices(Object.keys(places)), sale };
}

export const venuesPage = asMaker(async (c, owner) => {
  const query = queryRecord(c.req.url);
  const db = database(c.env);
  const shown = { limit: VENUES_PAGE, cursor: readCursor(query.cursor) };
  const { found, next } = await listVenues(db, ownerFilter(owner.identity), shown);
  const made = query.made === undefined ? undefined : found.find(({ id }) => id === query.made);
  const language = c.get("language");
  const said = made === undefined ? null : makingWords(language).venues.made(venueName(made, language));
  const view = {
    venues: found,
    first: query.cursor === undefined,
    next_cursor: next === null ? null : writeCursor(next),
  };
  return page(c, <VenuesPage frame={makerFrame(c, owner, { said })} view={view} />);
});

export const newVenuePage = asMaker(async (c, owner) =>
  page(c, <NewVenuePage frame={makerFrame(c, owner)} view={{ state: untouched(NO_VENUE), refused: null }} />),
);

export const newVenue = asMaker(async (c, owner) => {
  const sent = sentState(await readForm(c), VENUE_FIELDS);
  const house = readVenueForm(sent);
  if (house.ok) {
    const { venue } = await makeVenue(c, owner.identity, house.body);
    return c.redirect(`${consolePaths.venues}?made=${encodeURIComponent(venue.id)}`, 303);
  }
  const view = { state: withWrong(sent, house.wrong), refused: refusedWords(c, new Refusal("invalid")) };
  return page(c, <NewVenuePage frame={makerFrame(c, owner)} view={view} />, 422);
});
