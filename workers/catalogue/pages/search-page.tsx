// Finding a show: filters that live in the address, results, and the way on. Works as plain forms and links.
import type { JSX } from "preact";
import { SORTS } from "../../../schema/http/catalogue.ts";
import { GENRES, type Language, REGIONS, SALE_STATUSES } from "../../../schema/http/words.ts";
import { Button, LinkButton } from "../../../web/components/button.tsx";
import { Field, Select } from "../../../web/components/field.tsx";
import { Icon } from "../../../web/components/icon.tsx";
import { Pagination } from "../../../web/components/navigation.tsx";
import { EmptyState } from "../../../web/components/states.tsx";
import { wordsFor } from "../../../web/words/words.ts";
import { Layout } from "../../kit/pages/layout.tsx";
import { paths } from "../../kit/pages/paths.ts";
import type { PageProps, SearchFilters, SearchView } from "../../kit/pages/view-models.ts";
import { searchAddress } from "./search-address.ts";
import { ShowCard } from "./show-card.tsx";

type FilterProps = { readonly filters: SearchFilters; readonly language: Language };

const optionsOf = <Term extends string>(terms: readonly Term[], names: Readonly<Record<Term, string>>) =>
  terms.map((term) => ({ value: term, label: names[term] }));

const priceText = (krw: number | null): string => (krw === null ? "" : String(krw));

const FilterForm = ({ filters, language }: FilterProps): JSX.Element => {
  const { search, terms } = wordsFor(language);
  const any = { value: "", label: search.any };
  return (
    <form class="filters" action={paths.search} method="get">
      <Field id="f-q" type="search" name="q" label={search.keyword} value={filters.q} maxLength={80} />
      <Select
        id="f-genre"
        name="genre"
        label={search.genre}
        value={filters.genre ?? ""}
        options={[any, ...optionsOf(GENRES, terms.genres)]}
      />
      <Select
        id="f-region"
        name="region"
        label={search.region}
        value={filters.region ?? ""}
        options={[any, ...optionsOf(REGIONS, terms.regions)]}
      />
      <Select
        id="f-status"
        name="status"
        label={search.status}
        value={filters.status ?? ""}
        options={[any, ...optionsOf(SALE_STATUSES, terms.saleStatuses)]}
      />
      <div class="field-pair">
        <Field id="f-from" type="date" name="from" label={search.from} value={filters.from} />
        <Field id="f-to" type="date" name="to" label={search.to} value={filters.to} />
      </div>
      <div class="field-pair">
        <Field
          id="f-min"
          type="number"
          inputMode="numeric"
          name="price_min_krw"
          label={search.priceMin}
          note={search.priceUnit}
          min="0"
          step="1000"
          value={priceText(filters.price_min_krw)}
        />
        <Field
          id="f-max"
          type="number"
          inputMode="numeric"
          name="price_max_krw"
          label={search.priceMax}
          note={search.priceUnit}
          min="0"
          step="1000"
          value={priceText(filters.price_max_krw)}
        />
      </div>
      <Select
        id="f-sort"
        name="sort"
        label={search.sort}
        value={filters.sort}
        options={optionsOf(SORTS, terms.sorts)}
      />
      <Button type="submit" kind="primary" wide>
        {search.apply}
      </Button>
    </form>
  );
};

type Chip = { readonly name: string; readonly href: string };

/** Each filter that is set, with the address of the same search without it. */
const chipsOf = ({ filters, language }: FilterProps): readonly Chip[] => {
  const { search, terms } = wordsFor(language);
  const { q, genre, region, status, from, to, price_min_krw, price_max_krw } = filters;
  const without = (part: Partial<SearchFilters>): string => searchAddress({ ...filters, ...part });
  const chips: (Chip | false)[] = [
    q !== "" && { name: `‘${q}’`, href: without({ q: "" }) },
    genre !== null && { name: terms.genres[genre], href: without({ genre: null }) },
    region !== null && { name: terms.regions[region], href: without({ region: null }) },
    status !== null && { name: terms.saleStatuses[status], href: without({ status: null }) },
    from !== "" && { name: search.dayFrom(from), href: without({ from: "" }) },
    to !== "" && { name: search.dayTo(to), href: without({ to: "" }) },
    price_min_krw !== null && { name: search.priceFrom(price_min_krw), href: without({ price_min_krw: null }) },
    price_max_krw !== null && { name: search.priceTo(price_max_krw), href: without({ price_max_krw: null }) },
  ];
  return chips.filter((chip) => chip !== false);
};

const Chips = (props: FilterProps): JSX.Element | null => {
  const chips = chipsOf(props);
  const { search } = wordsFor(props.language);
  if (chips.length === 0) return null;
  return (
    <ul class="chips" aria-label={search.filters}>
      {chips.map((chip) => (
        <li key={chip.name}>
          <a class="chip" href={chip.href} aria-label={search.remove(chip.name)}>
            {chip.name}
            <Icon name="cross" />
          </a>
        </li>
      ))}
      {chips.length < 2 ? null : (
        <li>
          <a class="chip-clear" href={paths.search}>
            {search.reset}
          </a>
        </li>
      )}
    </ul>
  );
};

export const SearchPage = ({ frame, view }: PageProps<SearchView>): JSX.Element => {
  const { search } = wordsFor(frame.language);
  const { filters, shows, cursor, next_cursor } = view;
  const title = filters.q === "" ? search.title : search.titleFor(filters.q);
  const props = { filters, language: frame.language };
  return (
    <Layout frame={frame} title={title} description={search.description} query={filters.q} class="search">
      <h1 class="page-title">{title}</h1>
      {/* Open where there is room; on a phone it folds so that results come first. */}
      <details class="filter-fold">
        <summary class="filter-summary">
          <Icon name="filter" />
          {search.filters}
        </summary>
        <FilterForm {...props} />
      </details>
      <section class="results" aria-label={search.results}>
        <header class="results-head">
          <p class="results-count tabular">
            {shows.length === 0 ? "" : search.shown(shows.length, next_cursor !== null || cursor !== null)}
          </p>
          <Chips {...props} />
        </header>
        {shows.length === 0 ? (
          <EmptyState title={search.emptyTitle} text={search.emptyText}>
            <LinkButton href={paths.search}>{search.reset}</LinkButton>
          </EmptyState>
        ) : (
          <div class="tile-grid">
            {shows.map((show, index) => (
              <ShowCard key={show.id} show={show} frame={frame} eager={index < 2} headingLevel="h2" />
            ))}
          </div>
        )}
        <Pagination
          language={frame.language}
          nextHref={next_cursor === null ? null : searchAddress(filters, next_cursor)}
          firstHref={cursor === null ? null : searchAddress(filters)}
        />
      </section>
    </Layout>
  );
};
