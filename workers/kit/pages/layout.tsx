// A page of the site: the document, the header with the line, content, footer.
import type { ComponentChildren, JSX } from "preact";
import { Icon } from "../../../web/components/icon.tsx";
import { wordsFor } from "../../../web/words/words.ts";
import { Document, type DocumentProps, FrameNotice } from "./document.tsx";
import { Account, LanguageSwitch, ThemeSwitch } from "./header-tools.tsx";
import { paths } from "./paths.ts";
import type { PageFrame } from "./view-models.ts";

export type LayoutProps = DocumentProps & {
  /** The query as it stands in the header's search. */
  readonly query?: string;
  readonly class?: string;
  readonly children: ComponentChildren;
};

/** What a page says of itself, apart from what it shows and who reads it. */
export type PageAbout = Omit<LayoutProps, "children" | "frame">;

const HeaderSearch = ({ frame, query }: { readonly frame: PageFrame; readonly query: string }): JSX.Element => {
  const { shell } = wordsFor(frame.language);
  return (
    <search class="head-search">
      <form action={paths.search} method="get" role="presentation">
        <label class="unseen" for="head-q">
          {shell.searchLabel}
        </label>
        <input
          id="head-q"
          class="head-search-input"
          type="search"
          name="q"
          value={query}
          placeholder={shell.searchHint}
          maxLength={80}
          enterkeyhint="search"
        />
        <button type="submit" class="icon-button" aria-label={shell.searchSubmit}>
          <Icon name="search" />
        </button>
      </form>
    </search>
  );
};

const Header = ({ frame, query }: { readonly frame: PageFrame; readonly query: string }): JSX.Element => {
  const { shell } = wordsFor(frame.language);
  return (
    <header class="shell-head">
      <a class="wordmark" href={paths.home} aria-label={shell.home}>
        Fairline
      </a>
      <span class="head-line" aria-hidden="true" />
      <nav class="head-nav" aria-label={shell.menu}>
        <a class="head-link" href={paths.search}>
          {shell.shows}
        </a>
        {frame.user === null ? null : (
          <a class="head-link" href={paths.bookings}>
            {shell.bookings}
          </a>
        )}
        {frame.user === null || frame.user.role === "USER" ? null : (
          <a class="head-link" href={paths.console}>
            {shell.console}
          </a>
        )}
      </nav>
      <HeaderSearch frame={frame} query={query} />
      <div class="head-tools">
        <a class="icon-button head-find" href={paths.search} aria-label={shell.shows}>
          <Icon name="search" />
        </a>
        <ThemeSwitch frame={frame} />
        <LanguageSwitch frame={frame} />
        <Account frame={frame} />
      </div>
    </header>
  );
};

const Footer = ({ frame }: { readonly frame: PageFrame }): JSX.Element => {
  const { shell, terms, practice } = wordsFor(frame.language);
  return (
    <footer class="shell-foot">
      <div class="foot-inside">
        <p class="foot-line">{shell.footerLine}</p>
        <nav class="foot-links" aria-label={shell.shows}>
          {Object.entries(terms.genres).map(([genre, name]) => (
            <a key={genre} href={paths.genre(genre)}>
              {name}
            </a>
          ))}
        </nav>
        <div class="foot-end">
          <ThemeSwitch frame={frame} />
          <a href={paths.practices}>{practice.title}</a>
          <a href={paths.fairness}>{shell.fairness}</a>
          <a href={paths.status}>{shell.status}</a>
          <a href={paths.docs}>{shell.apiDocs}</a>
          <a href={paths.terms}>{shell.terms}</a>
          <a class="foot-privacy" href={paths.privacy}>
            {shell.privacy}
          </a>
          <span>{shell.openSource}</span>
        </div>
      </div>
    </footer>
  );
};

/** On every screen of a practice, above everything, so that nobody takes it for a sale. */
const PracticeMark = ({ frame }: { readonly frame: PageFrame }): JSX.Element | null => {
  if (frame.practice === null) return null;
  const { practice } = wordsFor(frame.language);
  return (
    <aside class="practice-mark" aria-label={practice.mark}>
      <p class="practice-mark-text">
        <strong>{practice.mark}</strong> <span>{practice.markText}</span>
      </p>
      <a class="practice-mark-end" href={frame.practice.url}>
        {practice.toCard}
      </a>
    </aside>
  );
};

export const Layout = ({ query, class: className, children, ...about }: LayoutProps): JSX.Element => (
  <Document {...about}>
    <PracticeMark frame={about.frame} />
    <Header frame={about.frame} query={query ?? ""} />
    <FrameNotice frame={about.frame} />
    <main id="content" class={className === undefined ? "shell-main" : `shell-main ${className}`} tabIndex={-1}>
      {children}
    </main>
    <Footer frame={about.frame} />
  </Document>
);
