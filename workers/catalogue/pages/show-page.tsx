// One show: its poster, what it is, when and where, what it costs, what is left, and the one next thing to do.
import type { ComponentChildren, JSX } from "preact";
import { LinkButton } from "../../../web/components/button.tsx";
import { Breadcrumb } from "../../../web/components/navigation.tsx";
import { PriceTable } from "../../../web/components/prices.tsx";
import { Poster } from "../../../web/components/show-tile.tsx";
import { spokenTime } from "../../../web/words/format.ts";
import { wordsFor } from "../../../web/words/words.ts";
import { zoneName } from "../../../web/words/zones.ts";
import { Layout } from "../../kit/pages/layout.tsx";
import { paths } from "../../kit/pages/paths.ts";
import { runDates, teamsLine, venueZone, whenAt } from "../../kit/pages/show-facts.ts";
import type { PageFrame, PageProps, ShowDetail, ShowView } from "../../kit/pages/view-models.ts";
import { ActionBar, SalePanel } from "./sale-panel.tsx";
import { Rounds } from "./show-rounds.tsx";

const Fact = ({ name, children }: { readonly name: string; readonly children: ComponentChildren }): JSX.Element => (
  <div class="fact">
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

const Facts = ({ show, frame }: { readonly show: ShowDetail; readonly frame: PageFrame }): JSX.Element => {
  const words = wordsFor(frame.language);
  const when = whenAt(show, frame);
  const { age_limit, running_minutes, sale } = show;
  return (
    <dl class="facts" aria-label={words.show.facts}>
      {show.first_starts_at_ms === null ? null : <Fact name={words.show.when}>{runDates(show, frame)}</Fact>}
      <Fact name={words.show.where}>{`${show.venue.name}, ${words.terms.regions[show.region]}`}</Fact>
      {running_minutes === null ? null : (
        <Fact name={words.show.runningTime}>{words.show.minutes(running_minutes)}</Fact>
      )}
      <Fact name={words.show.age}>
        {age_limit === null || age_limit === 0 ? words.show.ageAll : words.show.ageLimit(age_limit)}
      </Fact>
      <Fact name={words.show.saleWindow}>
        {`${spokenTime(sale.opens_at_ms, when)} ${frame.language === "ko" ? "~" : "–"} ${spokenTime(sale.closes_at_ms, when)}`}
      </Fact>
    </dl>
  );
};

/** Only until the sale opens: then the real one is there. */
const Practise = ({ show, frame }: { readonly show: ShowDetail; readonly frame: PageFrame }): JSX.Element | null => {
  const { practice } = wordsFor(frame.language);
  if (!show.practice || frame.now_ms >= show.sale.opens_at_ms) return null;
  return (
    <section class="show-section practice-this-hall" aria-labelledby="practise-title">
      <h2 id="practise-title">{practice.practiseHall}</h2>
      <p class="show-note">{practice.practiseHallText}</p>
      <LinkButton href={`${paths.practices}?layout=${encodeURIComponent(show.id)}`} icon="arrow">
        {practice.practiseHallGo}
      </LinkButton>
    </section>
  );
};

export const ShowPage = ({ frame, view }: PageProps<ShowView>): JSX.Element => {
  const { show, showtimes, seats_per_fan } = view;
  const words = wordsFor(frame.language);
  const zone = venueZone(show);
  const description = show.description.slice(0, 160) || show.title;
  return (
    <Layout frame={frame} title={show.title} description={description} imageUrl={show.poster_url} class="show">
      <Breadcrumb
        language={frame.language}
        crumbs={[
          { label: words.shell.shows, href: paths.search },
          { label: words.terms.genres[show.genre], href: paths.genre(show.genre) },
        ]}
      />
      <div class="show-poster">
        <Poster src={show.poster_url} alt={words.show.posterAlt(show.title)} eager />
      </div>
      <header class="show-head">
        <h1 class="show-title">{show.title}</h1>
        {show.teams === undefined ? null : (
          <p class="show-teams">
            <span class="show-side">
              <span class="show-side-name">{words.show.home}</span>
              {show.teams.home}
            </span>
            <span class="show-versus">{words.show.versus}</span>
            <span class="show-side">
              <span class="show-side-name">{words.show.away}</span>
              {show.teams.away}
            </span>
            <span class="unseen">{teamsLine(show, frame.language)}</span>
          </p>
        )}
      </header>
      <SalePanel show={show} frame={frame} seatsPerFan={seats_per_fan} />
      <div class="show-body">
        <Facts show={show} frame={frame} />
        <section class="show-section" aria-labelledby="rounds-title">
          <h2 id="rounds-title">{words.show.rounds}</h2>
          <p class="show-note">{words.show.zone(zoneName(frame.now_ms, zone, frame.language))}</p>
          <Rounds show={show} showtimes={showtimes} frame={frame} />
        </section>
        <section class="show-section" aria-labelledby="prices-title">
          <h2 id="prices-title">{words.show.prices}</h2>
          <PriceTable prices={show.grades} language={frame.language} />
          <p class="show-note">{words.show.fee}</p>
        </section>
        <Practise show={show} frame={frame} />
        {show.description === "" ? null : (
          <section class="show-section" aria-labelledby="about-title">
            <h2 id="about-title">{words.show.about}</h2>
            <p class="prose">{show.description}</p>
          </section>
        )}
        <p class="show-note tabular">{words.show.views(show.views)}</p>
      </div>
      <ActionBar show={show} frame={frame} />
    </Layout>
  );
};
