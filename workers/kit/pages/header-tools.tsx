// The tools at the end of a header: the reader's language, their theme, their bell and their account.
import type { JSX } from "preact";
import { LANGUAGES } from "../../../schema/http/words.ts";
import { LinkButton } from "../../../web/components/button.tsx";
import { Icon } from "../../../web/components/icon.tsx";
import { wordsFor } from "../../../web/words/words.ts";
import { paths } from "./paths.ts";
import type { PageFrame } from "./view-models.ts";

const ReturnTo = ({ frame }: { readonly frame: PageFrame }): JSX.Element => (
  <input type="hidden" name="return_to" value={frame.path} />
);

export const LanguageSwitch = ({ frame }: { readonly frame: PageFrame }): JSX.Element => (
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
export const ThemeSwitch = ({ frame }: { readonly frame: PageFrame }): JSX.Element => {
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

export const Account = ({ frame }: { readonly frame: PageFrame }): JSX.Element => {
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
