// One show in a grid: the poster is the only loud thing, the rest is a ticket stub in small type.
import type { JSX } from "preact";
import type { Genre, Language, SaleStatus } from "../../schema/http/words.ts";
import { wordsFor } from "../words/words.ts";
import { Badge } from "./badge.tsx";

export type PosterProps = {
  readonly src: string;
  readonly alt: string;
  /** The first screen's posters are fetched at once, the others when near. */
  readonly eager?: boolean;
  readonly class?: string;
};

export const Poster = ({ src, alt, eager = false, class: extra }: PosterProps): JSX.Element => (
  <img
    class={extra === undefined ? "poster" : `poster ${extra}`}
    src={src}
    alt={alt}
    width="600"
    height="800"
    decoding="async"
    {...(eager ? { fetchpriority: "high" as const } : { loading: "lazy" as const })}
  />
);

export type ShowTileProps = {
  readonly href: string;
  readonly title: string;
  readonly genre: Genre;
  readonly status: SaleStatus;
  readonly posterUrl: string;
  readonly venueName: string;
  readonly dates: string;
  readonly price: string;
  readonly language: Language;
  readonly eager?: boolean;
  readonly headingLevel?: "h2" | "h3";
};

export const ShowTile = (props: ShowTileProps): JSX.Element => {
  const {
    href,
    title,
    genre,
    status,
    posterUrl,
    venueName,
    dates,
    price,
    language,
    eager,
    headingLevel = "h3",
  } = props;
  const Heading = headingLevel;
  return (
    <article class="tile">
      <Poster src={posterUrl} alt="" {...(eager === true && { eager })} />
      <div class="tile-stub">
        <p class="tile-top">
          <Badge status={status} language={language} />
          <span class="tile-genre">{wordsFor(language).terms.genres[genre]}</span>
        </p>
        <Heading class="tile-title">
          <a class="tile-link" href={href}>
            {title}
          </a>
        </Heading>
        <p class="tile-facts">
          <span>{dates}</span>
          <span>{venueName}</span>
        </p>
        <p class="tile-price tabular">{price}</p>
      </div>
    </article>
  );
};
