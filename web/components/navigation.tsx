// Ways between pages: where you are, tabs that are addresses, and the next part of a list.
import type { JSX } from "preact";
import type { Language } from "../../schema/http/words.ts";
import { wordsFor } from "../words/words.ts";
import { LinkButton } from "./button.tsx";
import { LineRule } from "./line-rule.tsx";

export type Crumb = { readonly label: string; readonly href?: string };

export const Breadcrumb = ({
  crumbs,
  language,
}: {
  readonly crumbs: readonly Crumb[];
  readonly language: Language;
}): JSX.Element => (
  <nav class="breadcrumb" aria-label={wordsFor(language).parts.breadcrumb}>
    <ol class="breadcrumb-list">
      {crumbs.map((crumb) => (
        <li key={crumb.label}>
          {crumb.href === undefined ? (
            <span aria-current="page">{crumb.label}</span>
          ) : (
            <a href={crumb.href}>{crumb.label}</a>
          )}
        </li>
      ))}
    </ol>
  </nav>
);

export type Tab = { readonly label: string; readonly href: string; readonly current: boolean };

/** Tabs are links: each view has its own address and works without a script. */
export const Tabs = ({ tabs, label }: { readonly tabs: readonly Tab[]; readonly label: string }): JSX.Element => (
  <nav class="tabs" aria-label={label}>
    <ul class="tabs-list">
      {tabs.map((tab) => (
        <li key={tab.href}>
          <a class="tab" href={tab.href} aria-current={tab.current ? "page" : undefined}>
            {tab.label}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);

export type PaginationProps = {
  readonly nextHref: string | null;
  readonly firstHref: string | null;
  readonly language: Language;
};

export const Pagination = ({ nextHref, firstHref, language }: PaginationProps): JSX.Element | null => {
  if (nextHref === null && firstHref === null) return null;
  const { search } = wordsFor(language);
  return (
    <nav class="pagination" aria-label={search.results}>
      <LineRule />
      <div class="pagination-links">
        {firstHref === null ? null : (
          <LinkButton href={firstHref} kind="quiet">
            {search.first}
          </LinkButton>
        )}
        {nextHref === null ? null : (
          <LinkButton href={nextHref} rel="next" icon="arrow">
            {search.more}
          </LinkButton>
        )}
      </div>
    </nav>
  );
};
