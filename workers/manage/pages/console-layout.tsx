// The console's own frame: a bar with the line, the places of the console at the side (a bar under the thumb on phones),
// and the page. Dense, quiet, and without the site's footer.
import type { ComponentChildren, JSX } from "preact";
import { Icon, type IconName } from "../../../web/components/icon.tsx";
import { wordsFor } from "../../../web/words/words.ts";
import { Document, FrameNotice } from "../../kit/pages/document.tsx";
import { Account, LanguageSwitch, ThemeSwitch } from "../../kit/pages/header-tools.tsx";
import { paths } from "../../kit/pages/paths.ts";
import type { PageFrame } from "../../kit/pages/view-models.ts";
import { consolePaths } from "./paths.ts";

type Place = { readonly href: string; readonly label: string; readonly icon: IconName };

/** What does not fit under a thumb waits in a sheet. */
const PLACES_IN_BAR = 4;

function placesOf(frame: PageFrame): readonly Place[] {
  const { adminDesk } = wordsFor(frame.language);
  const { places } = wordsFor(frame.language).console;
  const all: Place[] = [
    { href: consolePaths.shows, label: places.shows, icon: "ticket" },
    { href: consolePaths.bookings, label: places.bookings, icon: "search" },
  ];
  if (frame.user?.role !== "ADMIN") return all;
  return [
    ...all,
    { href: paths.users, label: places.people, icon: "person" },
    { href: paths.allShows, label: adminDesk.places.shows, icon: "globe" },
    { href: paths.failures, label: adminDesk.places.failures, icon: "alert" },
    { href: paths.audit, label: places.audit, icon: "clock" },
  ];
}

/** The place with the longest address that this page lies under: a show's pages lie under the shows. */
function currentOf(places: readonly Place[], path: string): string | null {
  const here = path.split("?")[0] ?? "";
  const over = places.filter(({ href }) => here === href || here.startsWith(`${href}/`));
  return over.sort((one, other) => other.href.length - one.href.length)[0]?.href ?? null;
}

const PlaceLink = ({ place, current }: { readonly place: Place; readonly current: boolean }): JSX.Element => (
  <a class="console-place" href={place.href} aria-current={current ? "page" : undefined}>
    <Icon name={place.icon} />
    <span>{place.label}</span>
  </a>
);

const Places = ({ frame }: { readonly frame: PageFrame }): JSX.Element => {
  const words = wordsFor(frame.language).console;
  const places = placesOf(frame);
  const current = currentOf(places, frame.path);
  const item = (place: Place): JSX.Element => (
    <li key={place.href}>
      <PlaceLink place={place} current={place.href === current} />
    </li>
  );
  const rest = places.slice(PLACES_IN_BAR);
  return (
    <nav class="console-nav" aria-label={words.menu}>
      <ul class="console-places">{places.slice(0, PLACES_IN_BAR).map(item)}</ul>
      {rest.length === 0 ? null : (
        <details class="console-more">
          <summary class="console-place">
            <Icon name="down" />
            <span>{words.more}</span>
          </summary>
          <ul class="console-places console-places-more">{rest.map(item)}</ul>
        </details>
      )}
    </nav>
  );
};

const Head = ({ frame }: { readonly frame: PageFrame }): JSX.Element => {
  const { shell, console } = wordsFor(frame.language);
  return (
    <header class="console-head">
      <a class="wordmark" href={paths.home} aria-label={shell.home}>
        Fairline
      </a>
      <span class="head-line" aria-hidden="true" />
      <a class="console-name" href={consolePaths.shows}>
        {console.name}
      </a>
      <div class="head-tools">
        <ThemeSwitch frame={frame} />
        <LanguageSwitch frame={frame} />
        <Account frame={frame} />
      </div>
    </header>
  );
};

export type ConsoleLayoutProps = {
  readonly frame: PageFrame;
  readonly title: string;
  readonly description: string;
  readonly class?: string;
  readonly children: ComponentChildren;
};

export const ConsoleLayout = ({ class: extra, children, ...about }: ConsoleLayoutProps): JSX.Element => (
  <Document {...about} hidden class="console">
    <Head frame={about.frame} />
    <div class="console-body">
      <Places frame={about.frame} />
      <main id="content" class={extra === undefined ? "console-main" : `console-main ${extra}`} tabIndex={-1}>
        <FrameNotice frame={about.frame} />
        {children}
      </main>
    </div>
  </Document>
);
