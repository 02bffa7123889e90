// The whole document around a page: head, header with the line, notice, content, footer.
import type { ComponentChildren, JSX } from "preact";
import { LANGUAGES } from "../../../schema/http/words.ts";
import { LinkButton } from "../../../web/components/button.tsx";
import { Icon } from "../../../web/components/icon.tsx";
import { Notice } from "../../../web/components/states.tsx";
import { Toasts } from "../../../web/components/toasts.tsx";
import { wordsFor } from "../../../web/words/words.ts";
import { paths } from "./paths.ts";
import type { PageFrame } from "./view-models.ts";

export type LayoutProps = {
  readonly frame: PageFrame;
  readonly title: string;
  readonly description: string;
  /** The picture that a shared link shows. */
  readonly imageUrl?: string;
  /** Search engines keep away from error pages. */
  readonly hidden?: boolean;
  /** The query as it stands in the header's search. */
  readonly query?: string;
  readonly class?: string;
  readonly children: ComponentChildren;
};

const Head = ({ frame, title, description, imageUrl, hidden }: LayoutProps): JSX.Element => {
  const url = new URL(frame.path, frame.origin).href;
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
      <title>{`${title} · Fairline`}</title>
      <meta name="description" content={description} />
      <meta name="color-scheme" content={frame.theme ?? "light dark"} />
      <meta name="format-detection" content="telephone=no" />
      {hidden === true ? <meta name="robots" content="noindex" /> : <link rel="canonical" href={url} />}
      <meta property="og:site_name" content="Fairline" />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description} />
      <meta property="og:type" content="website" />
      <meta property="og:url" content={url} />
      {imageUrl === undefined ? null : <meta property="og:image" content={new URL(imageUrl, frame.origin).href} />}
      <link rel="icon" href="/assets/mark.svg" type="image/svg+xml" />
      <link rel="stylesheet" href={frame.assets.css} />
      <link rel="preload" as="style" href={frame.assets.fontsCss} />
      {frame.assets.scripts.map((source) => (
        <script key={source} type="module" src={source} nonce={frame.nonce === "" ? undefined : frame.nonce} />
      ))}
    </head>
  );
};

const ReturnTo = ({ frame }: { readonly frame: PageFrame }): JSX.Element => (
  <input type="hidden" name="return_to" value={frame.path} />
);

const LanguageSwitch = ({ frame }: { readonly frame: PageFrame }): JSX.Element => (
  <form
    class="switch"
    method="post"
    action={paths.preferences}
    aria-label={wordsFor(frame.language).shell.languageSwitch}
  >
    <ReturnTo frame={frame} />
    {LANGUAGES.filter((language) => language !== frame.language).map((language) => (
      <button key={language} type="submit" name="language" value={language} lang={language} class="icon-button">
        <Icon name="globe" />
        {wordsFor(language).language}
      </button>
    ))}
  </form>
);

/** Both directions are sent; the style sheet shows the one that changes something. */
const ThemeSwitch = ({ frame }: { readonly frame: PageFrame }): JSX.Element => {
  const { shell } = wordsFor(frame.language);
  return (
    <form class="switch theme-switch" method="post" action={paths.preferences} data-theme-switch>
      <ReturnTo frame={frame} />
      <button type="submit" name="theme" value="dark" class="icon-button to-dark">
        <Icon name="moon" />
        <span>{shell.toDark}</span>
      </button>
      <button type="submit" name="theme" value="light" class="icon-button to-light">
        <Icon name="sun" />
        <span>{shell.toLight}</span>
      </button>
    </form>
  );
};

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

const Account = ({ frame }: { readonly frame: PageFrame }): JSX.Element => {
  const { shell } = wordsFor(frame.language);
  const { user, unread_count } = frame;
  if (user === null) {
    return (
      <LinkButton href={paths.signIn(frame.path)} kind="quiet" class="head-sign-in">
        {shell.signIn}
      </LinkButton>
    );
  }
  return (
    <>
      <a class="icon-button head-bell" href={paths.notifications}>
        <Icon name="bell" label={shell.notifications(unread_count)} />
        {unread_count > 0 ? (
          <span class="head-unread tabular" aria-hidden="true">
            {unread_count > 99 ? "99+" : unread_count}
          </span>
        ) : null}
      </a>
      <a class="icon-button" href={paths.profile} aria-label={shell.profile(user.name)}>
        <Icon name="person" />
        {user.name === "" ? null : <span class="head-name">{user.name}</span>}
      </a>
    </>
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
  const { shell, terms } = wordsFor(frame.language);
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
          <a href={paths.docs}>{shell.apiDocs}</a>
          <span>{shell.openSource}</span>
        </div>
      </div>
    </footer>
  );
};

export const Layout = (props: LayoutProps): JSX.Element => {
  const { frame, children } = props;
  const { shell } = wordsFor(frame.language);
  return (
    <html lang={frame.language} {...(frame.theme !== null && { "data-theme": frame.theme })}>
      <Head {...props} />
      <body data-now-ms={frame.now_ms}>
        <a class="skip" href="#content">
          {shell.skip}
        </a>
        <Header frame={frame} query={props.query ?? ""} />
        {frame.notice === null ? null : (
          <div class="shell-notice">
            <Notice tone={frame.notice.tone} language={frame.language}>
              {frame.notice.text}
            </Notice>
          </div>
        )}
        <main id="content" class={props.class === undefined ? "shell-main" : `shell-main ${props.class}`} tabIndex={-1}>
          {children}
        </main>
        <Footer frame={frame} />
        <Toasts language={frame.language} />
        {/* Last in the body: what stands above is painted before the faces are known. */}
        <link rel="stylesheet" href={frame.assets.fontsCss} />
      </body>
    </html>
  );
};
