// The first page: what the fair line is, what is on sale, what opens next, what people look at.
import type { ComponentChildren, JSX } from "preact";
import { LinkButton } from "../../../web/components/button.tsx";
import { Countdown } from "../../../web/components/countdown.tsx";
import { LineRule } from "../../../web/components/line-rule.tsx";
import { Poster } from "../../../web/components/show-tile.tsx";
import { EmptyState } from "../../../web/components/states.tsx";
import { wordsFor } from "../../../web/words/words.ts";
import { Layout } from "../../kit/pages/layout.tsx";
import { paths } from "../../kit/pages/paths.ts";
import { opensAt, runDates, teamsLine } from "../../kit/pages/show-facts.ts";
import type { HomeView, PageFrame, PageProps, ShowSummary } from "../../kit/pages/view-models.ts";
import { LineFigure } from "./home-line.tsx";
import { ShowCard } from "./show-card.tsx";

const DAY_MS = 86_400_000;

const Hero = ({ frame }: { readonly frame: PageFrame }): JSX.Element => {
  const { home } = wordsFor(frame.language);
  return (
    <section class="hero" aria-labelledby="hero-title">
      <h1 class="hero-title" id="hero-title">
        {home.heroTitle.map((line) => (
          <span class="hero-title-line" key={line}>
            {`${line} `}
          </span>
        ))}
      </h1>
      <div class="hero-side">
        <p class="hero-text">{home.heroText}</p>
        <LinkButton href="#on-sale" kind="primary" icon="down">
          {home.heroAction}
        </LinkButton>
      </div>
      <LineFigure language={frame.language} />
      <ol class="promises">
        {home.promises.map((promise) => (
          <li class="promise" key={promise.title}>
            <h2 class="promise-title">{promise.title}</h2>
            <p>{promise.text}</p>
          </li>
        ))}
      </ol>
    </section>
  );
};

type SectionProps = {
  readonly id: string;
  readonly title: string;
  readonly href: string;
  readonly all: string;
  readonly allLabel: string;
  readonly children: ComponentChildren;
};

const Section = ({ id, title, href, all, allLabel, children }: SectionProps): JSX.Element => (
  <section class="home-section" id={id} aria-labelledby={`${id}-title`}>
    <header class="home-section-head">
      <h2 id={`${id}-title`}>{title}</h2>
      <LineRule />
      <a class="home-all" href={href} aria-label={allLabel}>
        {all}
      </a>
    </header>
    {children}
  </section>
);

const OpeningRow = ({ show, frame }: { readonly show: ShowSummary; readonly frame: PageFrame }): JSX.Element => {
  const { sale, terms } = wordsFor(frame.language);
  const left = show.sale.opens_at_ms - frame.now_ms;
  return (
    <li class="board-row">
      <Poster src={show.poster_url} alt="" class="board-poster" />
      <div class="board-show">
        <h3 class="board-title">
          <a class="tile-link" href={paths.show(show.id)}>
            {show.title}
          </a>
        </h3>
        <p class="board-facts">
          {[terms.genres[show.genre], show.venue.name, teamsLine(show, frame.language)].filter(Boolean).join(" · ")}
        </p>
      </div>
      <p class="board-time">
        <span class="board-opens">{sale.opensAt(opensAt(show, frame))}</span>
        <Countdown
          class="board-left"
          untilMs={show.sale.opens_at_ms}
          nowMs={frame.now_ms}
          language={frame.language}
          done={sale.justOpened}
        />
      </p>
      {/* The last day before an opening fills the rule. */}
      <LineRule share={1 - Math.min(1, Math.max(0, left / DAY_MS))} tone={left < 3_600_000 ? "live" : "accent"} />
    </li>
  );
};

const ViewedRow = ({
  show,
  frame,
  rank,
}: {
  readonly show: ShowSummary;
  readonly frame: PageFrame;
  readonly rank: number;
}): JSX.Element => (
  <li class="viewed-row">
    <span class="viewed-rank tabular" aria-hidden="true">
      {rank}
    </span>
    <Poster src={show.poster_url} alt="" class="viewed-poster" />
    <div class="viewed-show">
      <h3 class="board-title">
        <a class="tile-link" href={paths.show(show.id)}>
          {show.title}
        </a>
      </h3>
      <p class="board-facts">{[show.venue.name, runDates(show, frame)].filter(Boolean).join(" · ")}</p>
    </div>
  </li>
);

const Practice = ({ frame }: { readonly frame: PageFrame }): JSX.Element => {
  const { practice } = wordsFor(frame.language);
  return (
    <section class="home-practice" aria-labelledby="home-practice-title">
      <div>
        <h2 class="home-practice-title" id="home-practice-title">
          {practice.homeTitle}
        </h2>
        <p>{practice.homeText}</p>
      </div>
      <LinkButton href={paths.practices} icon="arrow">
        {practice.title}
      </LinkButton>
    </section>
  );
};

export const HomePage = ({ frame, view }: PageProps<HomeView>): JSX.Element => {
  const { home } = wordsFor(frame.language);
  return (
    <Layout frame={frame} title={home.title} description={home.description} class="home">
      <Hero frame={frame} />
      <Section
        id="on-sale"
        title={home.onSale}
        href={`${paths.search}?status=OPEN`}
        all={home.all}
        allLabel={home.allOnSale}
      >
        {view.on_sale.length === 0 ? (
          <EmptyState title={home.onSaleEmpty} />
        ) : (
          <div class="tile-grid">
            {view.on_sale.map((show) => (
              <ShowCard key={show.id} show={show} frame={frame} />
            ))}
          </div>
        )}
      </Section>
      <Section
        id="opening-soon"
        title={home.openingSoon}
        href={`${paths.search}?status=SCHEDULED`}
        all={home.all}
        allLabel={home.allOpening}
      >
        {view.opening_soon.length === 0 ? (
          <EmptyState title={home.openingSoonEmpty} />
        ) : (
          <ol class="board">
            {view.opening_soon.map((show) => (
              <OpeningRow key={show.id} show={show} frame={frame} />
            ))}
          </ol>
        )}
      </Section>
      <Practice frame={frame} />
      {view.most_viewed.length === 0 ? null : (
        <Section
          id="most-viewed"
          title={home.mostViewed}
          href={`${paths.search}?sort=most_viewed`}
          all={home.all}
          allLabel={home.allViewed}
        >
          <ol class="viewed">
            {view.most_viewed.map((show, index) => (
              <ViewedRow key={show.id} show={show} frame={frame} rank={index + 1} />
            ))}
          </ol>
        </Section>
      )}
    </Layout>
  );
};
