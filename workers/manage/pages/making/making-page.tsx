// The page around every part of a show that is made or edited: its name and state, the parts as a line of steps, what was
// refused, and the form.
import type { ComponentChildren, JSX } from "preact";
import type { FailureWords } from "../../../../schema/failures/words.ts";
import { Badge } from "../../../../web/components/badge.tsx";
import { Button, LinkButton } from "../../../../web/components/button.tsx";
import { PageHead } from "../../../../web/components/console/page-head.tsx";
import { SaveBar } from "../../../../web/components/console/save-bar.tsx";
import { Icon } from "../../../../web/components/icon.tsx";
import { wordsFor } from "../../../../web/words/words.ts";
import type { FoundShow } from "../../../catalogue/db/shows.ts";
import { summaryOf } from "../../../catalogue/show-views.ts";
import type { PageFrame } from "../../../kit/pages/view-models.ts";
import { ConsoleLayout } from "../console-layout.tsx";
import { consolePaths } from "../paths.ts";
import { nextPart, PARTS, type PartName } from "./parts.ts";
import { makingWords } from "./words.ts";

type Place = PartName | "overview";

export type MakingProps = {
  readonly frame: PageFrame;
  readonly found: FoundShow;
  readonly part: Place;
  readonly refused?: FailureWords | null;
  readonly children: ComponentChildren;
};

export const MakingPage = ({ frame, found, part, refused = null, children }: MakingProps): JSX.Element => {
  const words = makingWords(frame.language);
  const { title } = summaryOf(found, frame.language, frame.now_ms);
  const here = part === "overview" ? title : words.parts[part].title;
  return (
    <ConsoleLayout
      frame={frame}
      title={part === "overview" ? title : `${here} · ${title}`}
      description={words.edit.description}
      class="making"
    >
      <PageHead
        title={here}
        language={frame.language}
        crumbs={[
          { label: wordsFor(frame.language).console.shows.title, href: consolePaths.shows },
          ...(part === "overview" ? [] : [{ label: title, href: consolePaths.edit(found.show.id) }]),
          { label: here },
        ]}
        state={<ShowState frame={frame} found={found} />}
        actions={
          part === "overview" ? undefined : (
            <LinkButton kind="quiet" href={consolePaths.preview(found.show.id)}>
              {words.edit.preview}
            </LinkButton>
          )
        }
        {...(part !== "overview" && { facts: words.parts[part].text })}
      />
      <Steps frame={frame} show_id={found.show.id} part={part} />
      {refused === null ? null : <Refused frame={frame} words={refused} />}
      {children}
    </ConsoleLayout>
  );
};

const ShowState = ({ frame, found }: Pick<MakingProps, "frame" | "found">): JSX.Element => {
  const { status } = found.show;
  const { statuses } = wordsFor(frame.language).console.shows;
  if (status === "PUBLISHED") {
    return <Badge status={summaryOf(found, frame.language, frame.now_ms).sale.status} language={frame.language} />;
  }
  return <span class={status === "DRAFT" ? "row-mark" : "row-mark row-mark-refused"}>{statuses[status]}</span>;
};

type StepsProps = { readonly frame: PageFrame; readonly show_id: string; readonly part: Place };

const Steps = ({ frame, show_id, part }: StepsProps): JSX.Element => {
  const words = makingWords(frame.language);
  const step = (name: Place, label: string, href: string): JSX.Element => (
    <li key={name}>
      <a class="making-step" href={href} aria-current={name === part ? "page" : undefined}>
        {label}
      </a>
    </li>
  );
  return (
    <nav class="making-steps" aria-label={words.steps}>
      <ul class="making-steps-list">
        {step("overview", words.edit.overview, consolePaths.edit(show_id))}
        {PARTS.map((name) => step(name, words.parts[name].title, consolePaths.editPart(show_id, name)))}
      </ul>
    </nav>
  );
};

export const Refused = ({ frame, words }: { readonly frame: PageFrame; readonly words: FailureWords }): JSX.Element => (
  <div class="notice notice-warning" role="alert">
    <Icon name="alert" label={wordsFor(frame.language).parts.noticeWarning} />
    <p>
      <strong>{words.title}</strong> {words.detail}
    </p>
  </div>
);

type EndProps = Pick<MakingProps, "frame" | "found"> & { readonly part: PartName };

export const EndOfPart = ({ frame, found, part }: EndProps): JSX.Element => {
  const words = makingWords(frame.language);
  const draft = found.show.status === "DRAFT";
  const next = nextPart(part);
  const to = next === null ? words.edit.overview : words.parts[next].title;
  return (
    <SaveBar state={draft ? words.savingDraft : words.savingLive}>
      <Button type="submit" kind={draft ? "plain" : "primary"} name="way" value="stay">
        {words.save}
      </Button>
      {draft ? (
        <Button type="submit" kind="primary" name="way" value="next">
          {words.saveNext(to)}
        </Button>
      ) : null}
    </SaveBar>
  );
};

/** After a part that is not one form: on to the next, while the show is being made. */
export const PartLinks = ({ frame, found, part }: EndProps): JSX.Element | null => {
  if (found.show.status !== "DRAFT") return null;
  const words = makingWords(frame.language);
  const next = nextPart(part);
  return (
    <p class="making-next">
      <LinkButton
        href={next === null ? consolePaths.edit(found.show.id) : consolePaths.editPart(found.show.id, next)}
        kind="primary"
      >
        {words.next(next === null ? words.edit.overview : words.parts[next].title)}
      </LinkButton>
    </p>
  );
};
