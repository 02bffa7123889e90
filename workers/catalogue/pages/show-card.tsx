// A show as a tile, from its view.
import type { JSX } from "preact";
import { ShowTile } from "../../../web/components/show-tile.tsx";
import { paths } from "../../kit/pages/paths.ts";
import { priceRange, runDates } from "../../kit/pages/show-facts.ts";
import type { PageFrame, ShowSummary } from "../../kit/pages/view-models.ts";

export type ShowCardProps = {
  readonly show: ShowSummary;
  readonly frame: PageFrame;
  readonly eager?: boolean;
  readonly headingLevel?: "h2" | "h3";
};

export const ShowCard = ({ show, frame, eager, headingLevel }: ShowCardProps): JSX.Element => (
  <ShowTile
    href={paths.show(show.id)}
    title={show.title}
    genre={show.genre}
    status={show.sale.status}
    posterUrl={show.poster_url}
    venueName={show.venue.name}
    dates={runDates(show, frame)}
    price={priceRange(show, frame.language)}
    language={frame.language}
    {...(eager === true && { eager })}
    {...(headingLevel !== undefined && { headingLevel })}
  />
);
