// Appeals against removals: first what waits for an answer, each with its two answers, then what was decided.
import type { JSX } from "preact";
import type { HeardAppeal } from "../../../schema/http/appeals.ts";
import { LIMITS } from "../../../schema/limits.ts";
import { Button } from "../../../web/components/button.tsx";
import { PageHead } from "../../../web/components/console/page-head.tsx";
import { Field } from "../../../web/components/field.tsx";
import { EmptyState } from "../../../web/components/states.tsx";
import { wordsFor } from "../../../web/words/words.ts";
import { OwnTime } from "../../kit/pages/own-time.tsx";
import type { PageFrame, PageProps } from "../../kit/pages/view-models.ts";
import type { ShowOfPage } from "./as-owner.ts";
import { ConsoleLayout } from "./console-layout.tsx";
import { consolePaths } from "./paths.ts";

export type AppealsView = {
  readonly show: ShowOfPage;
  readonly open: readonly HeardAppeal[];
  readonly decided: readonly HeardAppeal[];
  /** All that wait, of which a page shows the newest. */
  readonly open_count: number;
};
type One = { readonly frame: PageFrame; readonly one: HeardAppeal };

export const AppealsPage = ({ frame, view }: PageProps<AppealsView>): JSX.Element => {
  const { appeals, shows } = wordsFor(frame.language).console;
  const { show, open, decided } = view;
  return (
    <ConsoleLayout frame={frame} title={appeals.title} description={appeals.description} class="appeals">
      <PageHead
        title={appeals.title}
        language={frame.language}
        crumbs={[
          { label: shows.title, href: consolePaths.shows },
          { label: show.title, href: consolePaths.live(show.id) },
          { label: appeals.title },
        ]}
        facts={open.length === 0 ? show.title : appeals.open(view.open_count)}
      />
      {open.length === 0 ? (
        <EmptyState title={appeals.emptyTitle} text={appeals.emptyText} />
      ) : (
        <>
          <p class="prose">{appeals.lead}</p>
          {open.map((one) => (
            <article key={one.id} class="appeal" aria-labelledby={`appeal-${one.id}`}>
              <Head frame={frame} one={one} />
              <Told frame={frame} one={one} />
              <Answer frame={frame} one={one} path={consolePaths.appeals(show.id)} />
            </article>
          ))}
        </>
      )}
      {decided.length === 0 ? null : (
        <section aria-labelledby="appeals-decided">
          <h2 class="appeal-part" id="appeals-decided">
            {appeals.decided}
          </h2>
          {decided.map((one) => (
            <article key={one.id} class="appeal" aria-labelledby={`appeal-${one.id}`}>
              <Head frame={frame} one={one} />
              <Told frame={frame} one={one} />
            </article>
          ))}
        </section>
      )}
    </ConsoleLayout>
  );
};

const Head = ({ frame, one }: One): JSX.Element => {
  const { appeals } = wordsFor(frame.language).console;
  return (
    <header class="appeal-head">
      <h3 class="tabular" id={`appeal-${one.id}`}>
        {appeals.number(one.position)}
      </h3>
      <span class="row-mark">{appeals.statuses[one.status]}</span>
      <OwnTime frame={frame} atMs={one.decided_at_ms ?? one.created_at_ms} />
    </header>
  );
};

const Told = ({ frame, one }: One): JSX.Element => {
  const { appeals } = wordsFor(frame.language).console;
  return (
    <dl class="appeal-told">
      <dt>{appeals.removed}</dt>
      <dd>{one.removal_reason ?? appeals.noReason}</dd>
      <dt>{appeals.said}</dt>
      <dd>{one.text}</dd>
      {one.answer === null ? null : (
        <>
          <dt>{appeals.answered}</dt>
          <dd>{one.answer}</dd>
        </>
      )}
    </dl>
  );
};

const Answer = ({ frame, one, path }: One & { readonly path: string }): JSX.Element => {
  const { appeals } = wordsFor(frame.language).console;
  const which = <span class="unseen">: {appeals.number(one.position)}</span>;
  return (
    <form class="appeal-form" method="post" action={path}>
      <input type="hidden" name="appeal_id" value={one.id} />
      <Field
        id={`reason-${one.id}`}
        name="reason"
        label={appeals.reason}
        maxLength={LIMITS.reason_chars}
        required
        autoComplete="off"
      />
      <div class="appeal-acts">
        <Button type="submit" name="act" value="restore" kind="primary">
          {appeals.restore}
          {which}
        </Button>
        <Button type="submit" name="act" value="decline">
          {appeals.decline}
          {which}
        </Button>
      </div>
    </form>
  );
};
