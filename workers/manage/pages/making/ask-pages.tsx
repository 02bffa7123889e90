// Asks before a show is published or deleted: what it will do, in numbers, what is still missing, and one button.
import type { JSX } from "preact";
import type { Locks } from "../../../../domain/manage/locks.ts";
import { Button, LinkButton } from "../../../../web/components/button.tsx";
import { type Consequence, Consequences } from "../../../../web/components/console/consequence-dialog.tsx";
import { PageHead } from "../../../../web/components/console/page-head.tsx";
import { grouped, spokenTime } from "../../../../web/words/format.ts";
import { wordsFor } from "../../../../web/words/words.ts";
import type { FoundShow } from "../../../catalogue/db/shows.ts";
import { summaryOf } from "../../../catalogue/show-views.ts";
import { whenAt } from "../../../kit/pages/show-facts.ts";
import type { PageFrame, PageProps } from "../../../kit/pages/view-models.ts";
import { ConsoleLayout } from "../console-layout.tsx";
import { consolePaths } from "../paths.ts";
import { Missing, type MissingPart } from "./overview-page.tsx";
import { makingWords } from "./words.ts";

type AskProps = {
  readonly frame: PageFrame;
  readonly found: FoundShow;
  readonly title: string;
  readonly action: string;
  readonly go: string;
  readonly danger: boolean;
  readonly list: readonly Consequence[];
  readonly facts?: string;
  /** Why it cannot be done: then nothing is asked. */
  readonly why: string | null;
  readonly children?: JSX.Element | null;
};

const Ask = ({ frame, found, title, action, go, danger, list, facts, why, children }: AskProps): JSX.Element => (
  <ConsoleLayout frame={frame} title={title} description={title} class="ask making-ask">
    <PageHead
      title={title}
      language={frame.language}
      crumbs={[
        { label: wordsFor(frame.language).console.shows.title, href: consolePaths.shows },
        { label: summaryOf(found, frame.language, frame.now_ms).title, href: consolePaths.edit(found.show.id) },
        { label: title },
      ]}
      {...(facts !== undefined && { facts })}
    />
    <Consequences list={list} />
    {children}
    {why === null ? null : <p class="making-why">{why}</p>}
    <form class="form" method="post" action={action}>
      <div class="form-end">
        <LinkButton href={consolePaths.edit(found.show.id)}>{wordsFor(frame.language).console.parts.keep}</LinkButton>
        {why !== null ? null : (
          <Button type="submit" kind={danger ? "danger" : "primary"}>
            {go}
          </Button>
        )}
      </div>
    </form>
  </ConsoleLayout>
);

export type AskPublishView = {
  readonly found: FoundShow;
  readonly missing: readonly MissingPart[];
  readonly showtimes: number;
  readonly seats: number;
  readonly locks: Locks;
};

export const AskPublishPage = ({ frame, view }: PageProps<AskPublishView>): JSX.Element => {
  const words = makingWords(frame.language);
  const { publish } = words.ask;
  const { found, missing, locks } = view;
  const { opens_at_ms } = found.show;
  const when = whenAt(summaryOf(found, frame.language, frame.now_ms), frame);
  const facts = opens_at_ms <= frame.now_ms ? publish.opensNow : publish.opens(spokenTime(opens_at_ms, when));
  return (
    <Ask
      frame={frame}
      found={found}
      title={publish.title}
      action={consolePaths.publish(found.show.id)}
      go={publish.go}
      danger={false}
      facts={facts}
      why={locks.publish === undefined ? null : words.why[locks.publish]}
      list={[
        { value: grouped(view.showtimes), text: publish.showtimes },
        { value: grouped(view.seats), text: publish.seats },
      ]}
    >
      {missing.length === 0 ? null : (
        <>
          <Missing frame={frame} found={found} missing={missing} />
          <p class="making-why">{words.ask.missing}</p>
        </>
      )}
    </Ask>
  );
};

export type AskDeleteView = {
  readonly found: FoundShow;
  readonly showtimes: number;
  readonly guests: number;
  readonly locks: Locks;
};

export const AskDeletePage = ({ frame, view }: PageProps<AskDeleteView>): JSX.Element => {
  const words = makingWords(frame.language);
  const { title, go, showtimes, guests, forever } = words.ask.delete;
  const { found, locks } = view;
  return (
    <Ask
      frame={frame}
      found={found}
      title={title}
      action={consolePaths.remove(found.show.id)}
      go={go}
      danger
      facts={forever}
      why={locks.delete === undefined ? null : words.why[locks.delete]}
      list={[
        { value: grouped(view.showtimes), text: showtimes },
        { value: grouped(view.guests), text: guests },
      ]}
    />
  );
};
