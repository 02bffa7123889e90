// Where anyone checks that a line was served in order. The sums are the browser's; the page says what they are.
import type { JSX } from "preact";
import { LinkButton } from "../../../web/components/button.tsx";
import { queuePath, type VerifyFacts, verifyWords } from "../../../web/line/verify/facts.ts";
import { spokenTime } from "../../../web/words/format.ts";
import { Layout } from "../../kit/pages/layout.tsx";
import { paths } from "../../kit/pages/paths.ts";
import { venueZone, whenAt } from "../../kit/pages/show-facts.ts";
import type { PageProps } from "../../kit/pages/view-models.ts";
import type { VerifyView } from "./view.ts";

export const VerifyPage = ({ frame, view }: PageProps<VerifyView>): JSX.Element => {
  const { show } = view;
  const words = verifyWords(frame.language);
  const facts: VerifyFacts = {
    language: frame.language,
    show_id: show.id,
    title: show.title,
    zone: venueZone(show),
    origin: frame.origin,
    now_ms: frame.now_ms,
    paths: { show: paths.show(show.id), line: paths.line(show.id) },
    showtimes: view.showtimes.map(({ id, starts_at_ms }) => ({
      id,
      label: spokenTime(starts_at_ms, whenAt(show, frame)),
    })),
  };
  return (
    <Layout frame={frame} title={words.title(show.title)} description={words.description} class="verify">
      <header class="verify-head">
        <p class="verify-show">
          <a href={paths.show(show.id)}>{show.title}</a>
        </p>
        <h1>{words.heading}</h1>
        <p class="verify-text">{words.description}</p>
        <p class="verify-small">{words.spread}</p>
      </header>
      <div class="verify-work" data-verify={JSON.stringify(facts)}>
        <p class="verify-text">{words.stages.idle}</p>
        <noscript>
          <p class="verify-text">{words.noScript}</p>
        </noscript>
      </div>
      <section class="verify-command" aria-labelledby="verify-command-title">
        <h2 class="verify-part-title" id="verify-command-title">
          {words.command.title}
        </h2>
        <p class="verify-small">{words.command.text}</p>
        {/* Long addresses scroll: whoever moves by keys has to reach what is beyond the edge. */}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region needs the focus to be scrolled by keys. */}
        <pre class="verify-code" tabIndex={0}>
          <code>{`npm run verify -- line ${new URL(paths.verify(show.id), frame.origin).href}`}</code>
        </pre>
        <div class="verify-row">
          <LinkButton href={paths.fairness} kind="quiet">
            {words.fairness}
          </LinkButton>
          <LinkButton href={`${queuePath(show.id)}/log?from=1`} kind="quiet">
            {words.log}
          </LinkButton>
          <LinkButton href={`${queuePath(show.id)}/checkpoints`} kind="quiet">
            {words.checkpoints}
          </LinkButton>
        </div>
      </section>
    </Layout>
  );
};
