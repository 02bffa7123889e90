// The early window of a show over plain forms: its time, its list, its code. A list that is not right is shown as it was
// read, and nothing of it is kept until its organiser says so.
import type * as z from "zod/mini";
import { readWall, writeWall } from "../../../../domain/catalogue/wall-time.ts";
import { readGuests } from "../../../../domain/manage/guest-list.ts";
import { showPatch, vipInput } from "../../../../schema/http/catalogue.ts";
import { email } from "../../../../schema/http/people.ts";
import { LIMITS } from "../../../../schema/limits.ts";
import { zoneName } from "../../../../web/words/zones.ts";
import { database } from "../../../kit/db/database.ts";
import type { Ctx } from "../../../kit/env.ts";
import { FAILURE_STATUS, Refusal } from "../../../kit/failures.ts";
import { page } from "../../../kit/pages/answer.tsx";
import { readForm } from "../../../kit/pages/form.ts";
import { listGuests } from "../../../line/db/vips.ts";
import { patchShow } from "../../routes/shows.ts";
import { setVips, vipsOf } from "../../routes/vips.ts";
import { consolePaths } from "../paths.ts";
import { asMakerOf, makerFrame, type Own } from "./as-maker.ts";
import { changedIn, type FormState, sentState, untouched, withWrong } from "./form-state.ts";
import { MakingPage, PartLinks } from "./making-page.tsx";
import { refusalOf, refusedWords } from "./part-routes.tsx";
import { type Pasted, PresaleFields } from "./presale-part.tsx";
import { readUpload } from "./upload.ts";
import { makingWords } from "./words.ts";

const GUESTS_SHOWN = 200;

type Shown = {
  readonly state?: FormState;
  readonly pasted?: Pasted;
  readonly refusal?: Refusal;
  readonly said?: string | null;
};

const stateOf = ({ found: { show }, offset }: Own): FormState =>
  untouched({
    vip_opens_at: show.vip_opens_at_ms === null ? "" : writeWall(show.vip_opens_at_ms, offset),
    code: show.vip_code ?? "",
  });

async function show(c: Ctx, own: Own, { state = stateOf(own), pasted, refusal, said = null }: Shown) {
  const db = database(c.env);
  const { id, vip_code } = own.found.show;
  const [vips, first_guests] = await Promise.all([vipsOf(db, id, vip_code), listGuests(db, id, GUESTS_SHOWN)]);
  const frame = makerFrame(c, own, { said });
  const refused = refusal === undefined ? null : refusedWords(c, refusal);
  const content = (
    <MakingPage frame={frame} found={own.found} part="presale" refused={refused}>
      <PresaleFields
        {...vips}
        state={state}
        language={frame.language}
        show_id={id}
        zone={zoneName(frame.now_ms, own.found.venue.time_zone, frame.language)}
        first_guests={first_guests}
        pasted={pasted ?? null}
      />
      <PartLinks frame={frame} found={own.found} part="presale" />
    </MakingPage>
  );
  return page(c, content, refusal === undefined ? 200 : (FAILURE_STATUS[refusal.failure.code] as 422));
}

export const presalePage = asMakerOf((c, own) => {
  const words = makingWords(c.get("language"));
  const query = new URL(c.req.url).searchParams;
  const guests = Number(query.get("guests") ?? Number.NaN);
  const done = query.get("done");
  const said = Number.isSafeInteger(guests)
    ? words.presale.saved(guests)
    : done === "code"
      ? words.presale.codeSaved
      : done === "saved"
        ? words.saved
        : null;
  return show(c, own, { said });
});

const back = (c: Ctx, { found }: Own, done: string): Response =>
  c.redirect(`${consolePaths.editPart(found.show.id, "presale")}?${done}`, 303);

export const savePresaleWindow = asMakerOf(async (c, own) => {
  const sent = sentState(await readForm(c), ["vip_opens_at"]);
  if (changedIn(sent).size === 0) return back(c, own, "done=saved");
  const vip_opens_at_ms = readWall(sent.values.vip_opens_at ?? "", own.offset);
  const read = showPatch.safeParse({ sale: { vip_opens_at_ms } });
  const refusal = read.success
    ? await refusalOf(() => patchShow(c, own.identity, { show_id: own.found.show.id, patch: read.data }))
    : new Refusal("invalid");
  if (refusal === null) return back(c, own, "done=saved");
  const state = withWrong({ ...sent, values: { ...stateOf(own).values, ...sent.values } }, ["vip_opens_at"]);
  return show(c, own, { state, refusal });
});

const isEmail = (text: string): boolean => email.safeParse(text).success;

export const savePresaleList = asMakerOf(async (c, own) => {
  const form = await readUpload(c, LIMITS.vip_list_bytes);
  const file = await form.file("guests_file")?.text();
  const typed = form.get("guests");
  // What a file held stands in the field from now on, its head first: a browser forgets which file it was.
  const text = [file ?? "", typed].filter((part) => part.trim() !== "").join("\n");
  const adds = form.get("adds") === "on";
  const list = readGuests(text, isEmail);
  if (list.wrong.length > 0 && form.get("act") !== "good") {
    return show(c, own, { pasted: { text, adds, list }, refusal: new Refusal("invalid") });
  }
  const { id } = own.found.show;
  const before = adds ? await listGuests(database(c.env), id, LIMITS.vip_guests) : [];
  const emails = [...new Set([...before, ...list.emails])];
  const read = vipInput.safeParse({ emails });
  if (!read.success) {
    return show(c, own, { pasted: { text, adds, list: null }, refusal: new Refusal("invalid") });
  }
  const { guests } = await setVips(c, own.identity, { show: own.found.show, wish: read.data });
  return back(c, own, `guests=${guests}`);
});

type VipWish = z.infer<typeof vipInput>;

function codeWish(act: string, code: string): VipWish | null {
  if (act === "make") return { generate_code: true };
  if (act === "drop") return { code: null };
  const read = vipInput.safeParse({ code });
  return read.success ? read.data : null;
}

export const savePresaleCode = asMakerOf(async (c, own) => {
  const form = await readForm(c);
  const wish = codeWish(form.get("act"), form.get("code"));
  if (wish !== null) {
    await setVips(c, own.identity, { show: own.found.show, wish });
    return back(c, own, "done=code");
  }
  const state = { ...stateOf(own), values: { ...stateOf(own).values, code: form.get("code") } };
  return show(c, own, { state: withWrong(state, ["code"]), refusal: new Refusal("invalid") });
});

/** A form's answer that is looked at again. */
export const presaleAgain = asMakerOf(async (c, { found }) =>
  c.redirect(consolePaths.editPart(found.show.id, "presale"), 302),
);
