// The parts of a show that are one form each: shown as they stand, or as they were sent where something is not right.
import type { JSX } from "preact";
import type { FailureWords } from "../../../../schema/failures/words.ts";
import { type FailureCode, failureWords } from "../../../../schema/failures.ts";
import { showPatch } from "../../../../schema/http/catalogue.ts";
import { spokenTime } from "../../../../web/words/format.ts";
import { zoneName } from "../../../../web/words/zones.ts";
import { listVenues, readPlaces } from "../../../catalogue/db/venues.ts";
import { database } from "../../../kit/db/database.ts";
import type { Ctx } from "../../../kit/env.ts";
import { FAILURE_STATUS, Refusal } from "../../../kit/failures.ts";
import { page } from "../../../kit/pages/answer.tsx";
import { readForm } from "../../../kit/pages/form.ts";
import { patchShow } from "../../routes/shows.ts";
import { ownerFilter } from "../../routes/venues.ts";
import { consolePaths } from "../paths.ts";
import { ABOUT_FIELDS, aboutField, aboutPatch, aboutValues } from "./about-form.ts";
import { AboutFields } from "./about-part.tsx";
import { asMakerOf, makerFrame, type Own } from "./as-maker.ts";
import { type FormState, pathsOf, sentState, untouched, withWrong } from "./form-state.ts";
import { EndOfPart, MakingPage } from "./making-page.tsx";
import { nextPart, type PartName } from "./parts.ts";
import { PRICE_FIELDS, pricesField, pricesPatch, priceValues } from "./prices-form.ts";
import { PriceFields } from "./prices-part.tsx";
import { readLocks } from "./read-locks.ts";
import { offeredSale, SALE_FIELDS, saleField, salePatchOf, saleValues } from "./sale-form.ts";
import { SaleFields } from "./sale-part.tsx";
import { makingWords } from "./words.ts";

/** Venues that a select still shows; who has more names one by the API. */
const VENUES_SHOWN = 100;

const ISLAND = "making.ts";

type FormPart = "about" | "prices" | "sale";
type Asked = { readonly patch: Record<string, unknown>; readonly fieldOf: (path: string) => string };
type Kind = {
  readonly names: readonly string[];
  readonly state: (own: Own) => FormState;
  readonly ask: (c: Ctx, own: Own, state: FormState) => Promise<Asked>;
  readonly fields: (c: Ctx, own: Own, state: FormState) => Promise<JSX.Element>;
};

const placesOf = async (c: Ctx, { found }: Own) => (await readPlaces(database(c.env), found.show.layout_version)) ?? {};

const KINDS: Readonly<Record<FormPart, Kind>> = {
  about: {
    names: ABOUT_FIELDS,
    state: ({ found }) => untouched(aboutValues(found)),
    ask: async (_c, _own, state) => ({ patch: aboutPatch(state), fieldOf: aboutField }),
    fields: async (c, own, state) => {
      const page = { limit: VENUES_SHOWN, cursor: null };
      const [{ found }, locks] = await Promise.all([
        listVenues(database(c.env), ownerFilter(own.identity), page),
        readLocks(c, own.found),
      ]);
      // A show may play in a house that is somebody else's.
      const others = found.some(({ id }) => id === own.found.venue.id) ? [] : [own.found.venue];
      return <AboutFields state={state} language={c.get("language")} venues={[...others, ...found]} locks={locks} />;
    },
  },
  prices: {
    names: PRICE_FIELDS,
    state: ({ found }) => untouched(priceValues(found)),
    ask: async (c, own, state) => {
      const grades = Object.keys(await placesOf(c, own));
      return { patch: pricesPatch(state, grades), fieldOf: pricesField(grades) };
    },
    fields: async (c, own, state) => (
      <PriceFields state={state} language={c.get("language")} places={await placesOf(c, own)} />
    ),
  },
  sale: {
    names: SALE_FIELDS,
    state: ({ found, offset }) => ({
      ...untouched(saleValues(found, offset)),
      values: offeredSale(found, offset),
    }),
    ask: async (_c, { offset }, state) => ({ patch: salePatchOf(state, offset), fieldOf: saleField }),
    fields: async (c, { found }, state) => {
      const language = c.get("language");
      const now_ms = c.get("now_ms");
      const zone = found.venue.time_zone;
      const last_ms = found.show.last_starts_at_ms;
      return (
        <SaleFields
          state={state}
          language={language}
          locks={await readLocks(c, found)}
          zone={zoneName(now_ms, zone, language)}
          last={last_ms === null ? null : spokenTime(last_ms, { nowMs: now_ms, zone, language })}
        />
      );
    },
  },
};

type Shown = { readonly state: FormState; readonly refused: FailureWords | null; readonly said: string | null };

async function showPart(c: Ctx, own: Own, part: FormPart, { state, refused, said }: Shown, status = 200) {
  const frame = makerFrame(c, own, { said, islands: [ISLAND] });
  const isOver = own.found.show.status === "CANCELLED";
  const told = isOver ? failureWords("show_cancelled", frame.language) : refused;
  const content = (
    <MakingPage frame={frame} found={own.found} part={part} refused={told}>
      <form
        method="post"
        action={consolePaths.editPart(own.found.show.id, part)}
        data-making={JSON.stringify({ unsaved: makingWords(frame.language).unsaved })}
      >
        <fieldset class="making-form" disabled={isOver}>
          {await KINDS[part].fields(c, own, state)}
        </fieldset>
        {isOver ? null : <EndOfPart frame={frame} found={own.found} part={part} />}
      </form>
    </MakingPage>
  );
  return page(c, content, status as 200);
}

export const partPage = (part: FormPart) =>
  asMakerOf((c, own) => {
    const words = makingWords(c.get("language"));
    const done = new URL(c.req.url).searchParams.get("done");
    const said = done === "saved" ? words.saved : done === "unchanged" ? words.unchanged : null;
    return showPart(c, own, part, { state: KINDS[part].state(own), refused: null, said });
  });

export const savePart = (part: FormPart) =>
  asMakerOf(async (c, own) => {
    const form = await readForm(c);
    const sent = sentState(form, KINDS[part].names);
    const { patch, fieldOf } = await KINDS[part].ask(c, own, sent);
    const changes = Object.keys(patch).length > 0;
    const parsed = showPatch.safeParse(patch);
    const refusal = !parsed.success
      ? wrongFields(parsed.error.issues.map(({ path }) => path.map(String).join(".")))
      : changes
        ? await refusalOf(() => patchShow(c, own.identity, { show_id: own.found.show.id, patch: parsed.data }))
        : null;
    if (refusal === null)
      return c.redirect(afterPart(own, part, { goes_on: form.get("way") === "next", changes }), 303);
    const state = withWrong(sent, pathsOf(refusal).map(fieldOf));
    const shown = { state, refused: refusedWords(c, refusal), said: null };
    return showPart(c, own, part, shown, FAILURE_STATUS[refusal.failure.code]);
  });

const wrongFields = (paths: readonly string[]): Refusal =>
  new Refusal("invalid", { errors: paths.map((path) => ({ path, fault: "form_unfit" })) });

/** What was refused on the way, or null: a form is answered by a page, not by a problem. */
export async function refusalOf(act: () => Promise<unknown>): Promise<Refusal | null> {
  try {
    await act();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** A field says what is right beside itself; anything else is told above the form. */
export function refusedWords(c: Ctx, { failure }: { readonly failure: { readonly code: FailureCode } }): FailureWords {
  const words = makingWords(c.get("language"));
  return failure.code === "invalid"
    ? { title: words.refused, detail: words.refusedText }
    : failureWords(failure.code, c.get("language"));
}

type Done = { readonly goes_on: boolean; readonly changes: boolean };

export function afterPart({ found }: Own, part: PartName, { goes_on, changes }: Done): string {
  const { id } = found.show;
  const next = nextPart(part);
  if (!goes_on) return `${consolePaths.editPart(id, part)}?done=${changes ? "saved" : "unchanged"}`;
  return next === null ? consolePaths.edit(id) : consolePaths.editPart(id, next);
}
