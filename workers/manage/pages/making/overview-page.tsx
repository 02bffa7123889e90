// A show at a glance for who makes it: what is missing, each part in a line, and what can be done with the whole.
import type { JSX } from "preact";
import type { Lockable, Locks } from "../../../../domain/manage/locks.ts";
import { Button, LinkButton } from "../../../../web/components/button.tsx";
import { LineRule } from "../../../../web/components/line-rule.tsx";
import { Poster } from "../../../../web/components/show-tile.tsx";
import { dayRange, spokenTime } from "../../../../web/words/format.ts";
import { wordsFor } from "../../../../web/words/words.ts";
import type { FoundShow } from "../../../catalogue/db/shows.ts";
import { posterUrl, summaryOf } from "../../../catalogue/show-views.ts";
import { priceRange, whenAt } from "../../../kit/pages/show-facts.ts";
import type { PageFrame, PageProps } from "../../../kit/pages/view-models.ts";
import { consolePaths } from "../paths.ts";
import { Group } from "./fields.tsx";
import { MakingPage } from "./making-page.tsx";
import { PARTS, type PartName, placeOf } from "./parts.ts";
import { makingWords } from "./words.ts";

export type MissingPart = { readonly code: string; readonly path: string; readonly message: string };

export type OverviewView = {
  readonly found: FoundShow;
  readonly missing: readonly MissingPart[];
  readonly showtimes: number;
  readonly guests: number;
  readonly locks: Locks;
};

export const OverviewPage = ({ frame, view }: PageProps<OverviewView>): JSX.Element => {
  const { found } = view;
  const words = makingWords(frame.language);
  return (
    <MakingPage frame={frame} found={found} part="overview">
      <div class="making-glance">
        <div class="making-side">
          <Poster src={posterUrl(found.show)} alt={words.poster.alt(found.show.title)} class="making-poster" />
          <LinkButton href={consolePaths.preview(found.show.id)} wide>
            {words.edit.preview}
          </LinkButton>
          {found.show.status === "DRAFT" ? null : (
            <>
              <LinkButton href={consolePaths.live(found.show.id)} wide>
                {words.edit.live}
              </LinkButton>
              <LinkButton href={consolePaths.purchases(found.show.id)} wide>
                {words.edit.purchases}
              </LinkButton>
            </>
          )}
        </div>
        <div>
          <Missing frame={frame} found={found} missing={view.missing} />
          <PartList frame={frame} view={view} />
          <Acts frame={frame} view={view} />
        </div>
      </div>
    </MakingPage>
  );
};

type MissingProps = {
  readonly frame: PageFrame;
  readonly found: FoundShow;
  readonly missing: readonly MissingPart[];
};

export const Missing = ({ frame, found, missing }: MissingProps): JSX.Element => {
  const { edit, parts } = makingWords(frame.language);
  return (
    <Group title={found.show.status === "DRAFT" ? edit.missing : edit.missingLive}>
      {missing.length === 0 ? (
        <div class="attention-none">
          <LineRule share={1} />
          <p>{edit.missingNone}</p>
        </div>
      ) : (
        <ul class="making-missing">
          {missing.map(({ code, path, message }) => {
            const { part, field } = placeOf(path);
            return (
              <li key={code}>
                <span>{message}</span>
                <a class="link-line" href={`${consolePaths.editPart(found.show.id, part)}#${field}`}>
                  {edit.mend}
                  <span class="unseen"> · {parts[part].title}</span>
                </a>
              </li>
            );
          })}
        </ul>
      )}
    </Group>
  );
};

const PartList = ({ frame, view }: PageProps<OverviewView>): JSX.Element => {
  const words = makingWords(frame.language);
  return (
    <ul class="making-parts">
      {PARTS.map((part) => (
        <li key={part}>
          <span class="making-part-name">{words.parts[part].title}</span>
          <span class="making-part-text">{summaryLine(part, { frame, view })}</span>
          <a class="link-line" href={consolePaths.editPart(view.found.show.id, part)}>
            {words.edit.change}
            <span class="unseen"> · {words.parts[part].title}</span>
          </a>
        </li>
      ))}
    </ul>
  );
};

function summaryLine(part: PartName, { frame, view }: PageProps<OverviewView>): string {
  const { found, showtimes, guests } = view;
  const { show } = found;
  const { edit } = makingWords(frame.language);
  const summary = summaryOf(found, frame.language, frame.now_ms);
  const when = whenAt(summary, frame);
  switch (part) {
    case "about":
      return `${wordsFor(frame.language).terms.genres[show.genre]} · ${summary.venue.name}`;
    case "showtimes": {
      const { first_starts_at_ms: first, last_starts_at_ms: last } = show;
      if (first === null || last === null) return edit.showtimes(0, "", "");
      return edit.showtimes(showtimes, spokenTime(first, when), showtimes === 1 ? "" : dayRange(last, last, when));
    }
    case "prices":
      return edit.prices(priceRange(summary, frame.language), show.limits.seats_per_fan);
    case "sale": {
      const { opens_at_ms, closes_at_ms, room } = show;
      return edit.sale(spokenTime(opens_at_ms, when), spokenTime(closes_at_ms, when), room.admission === "draw");
    }
    case "poster":
      return show.poster?.startsWith("/pictures/") === true ? edit.poster.own : edit.poster.drawn;
    case "presale":
      return edit.presale(guests, show.vip_code !== null);
  }
}

const ACTS = ["publish", "draft", "cancel", "delete"] as const;
type Act = (typeof ACTS)[number] & Lockable;

/** Taking back to a draft is undone by publishing again; the rest is looked at first. */
const Acts = ({ frame, view }: PageProps<OverviewView>): JSX.Element => {
  const words = makingWords(frame.language);
  const { id } = view.found.show;
  const href: Readonly<Record<Act, string>> = {
    publish: consolePaths.publish(id),
    draft: consolePaths.draft(id),
    cancel: consolePaths.cancel(id),
    delete: consolePaths.remove(id),
  };
  const way = (act: Act): JSX.Element => {
    const { go } = words.acts[act];
    if (act === "draft") {
      return (
        <form method="post" action={href.draft}>
          <Button type="submit">{go}</Button>
        </form>
      );
    }
    return (
      <LinkButton href={href[act]} kind={act === "publish" ? "primary" : "danger"}>
        {go}
      </LinkButton>
    );
  };
  return (
    <Group title={words.edit.acts}>
      <ul class="making-deeds">
        {ACTS.filter((act) => isWorthSaying(act, view.locks)).map((act) => {
          const why = view.locks[act];
          return (
            <li key={act}>
              <p>
                <strong>{words.acts[act].title}</strong>
                <span class="making-text">{words.acts[act].text}</span>
                {why === undefined ? null : <span class="making-why">{words.why[why]}</span>}
              </p>
              {why === undefined ? way(act) : null}
            </li>
          );
        })}
      </ul>
    </Group>
  );
};

/** That a draft cannot be taken back to a draft helps nobody. */
const isWorthSaying = (act: Act, locks: Locks): boolean => locks[act] !== "draft" && locks[act] !== "published";
