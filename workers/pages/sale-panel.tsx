// The show's sale as a ticket stub: what state it is in, the time that matters, and the one next thing to do.
import type { JSX } from "preact";
import type { Language, SaleStatus } from "../../schema/http/words.ts";
import { Badge } from "../../web/components/badge.tsx";
import { LinkButton } from "../../web/components/button.tsx";
import { Countdown } from "../../web/components/countdown.tsx";
import { LineRule } from "../../web/components/line-rule.tsx";
import { Perforation } from "../../web/components/perforation.tsx";
import { spokenTime } from "../../web/words/format.ts";
import { wordsFor } from "../../web/words/words.ts";
import { FanTime } from "./fan-time.tsx";
import { paths } from "./paths.ts";
import { priceRange, whenAt } from "./show-facts.ts";
import type { PageFrame, ShowDetail } from "./view-models.ts";

type PanelProps = { readonly show: ShowDetail; readonly frame: PageFrame; readonly seatsPerFan: number };

const saidOf = (status: SaleStatus, language: Language): { readonly title: string; readonly text: string } => {
  const { sale } = wordsFor(language);
  const said = {
    SCHEDULED: { title: sale.scheduledTitle, text: sale.scheduledText },
    LOBBY: { title: sale.lobbyTitle, text: sale.lobbyText },
    OPEN: { title: sale.openTitle, text: sale.openText },
    PAUSED: { title: sale.pausedTitle, text: sale.pausedText },
    SOLD_OUT: { title: sale.soldOutTitle, text: sale.soldOutText },
    ENDED: { title: sale.endedTitle, text: sale.endedText },
  } as const;
  return said[status];
};

/** The door to the line: a fan who is not signed in passes the sign-in on the way. */
const JoinAction = ({
  show,
  frame,
  status,
}: Omit<PanelProps, "seatsPerFan"> & { readonly status: SaleStatus }): JSX.Element => {
  const { sale } = wordsFor(frame.language);
  const line = paths.line(show.id);
  if (frame.user === null) {
    return (
      <LinkButton href={paths.signIn(line)} kind="primary" icon="arrow" wide>
        {sale.signInToJoin}
      </LinkButton>
    );
  }
  return (
    <LinkButton href={line} kind="primary" icon="arrow" wide>
      {status === "LOBBY" ? sale.enterLobby : sale.join}
    </LinkButton>
  );
};

export const SaleAction = ({ show, frame }: Omit<PanelProps, "seatsPerFan">): JSX.Element => {
  const { sale, terms } = wordsFor(frame.language);
  const { status, opens_at_ms, lobby_opens_at_ms } = show.sale;
  if (status === "SOLD_OUT" || status === "ENDED") {
    return (
      <LinkButton href={paths.genre(show.genre)} wide icon="arrow">
        {sale.otherShows(terms.genres[show.genre])}
      </LinkButton>
    );
  }
  if (status !== "SCHEDULED") return <JoinAction show={show} frame={frame} status={status} />;
  // Sent with the page and shown by the clock, so that the button is there the moment the sale is.
  const from = lobby_opens_at_ms !== null && lobby_opens_at_ms > frame.now_ms ? lobby_opens_at_ms : opens_at_ms;
  return (
    <>
      <div data-hide-at-ms={from}>
        {frame.user === null ? (
          <LinkButton href={paths.signIn(frame.path)} wide>
            {sale.signInEarly}
          </LinkButton>
        ) : null}
      </div>
      <div data-show-at-ms={from} hidden>
        <JoinAction show={show} frame={frame} status={from === opens_at_ms ? "OPEN" : "LOBBY"} />
      </div>
    </>
  );
};

/** The moment that matters now: the opening while it is ahead, the end while it is on. */
const moment = (show: ShowDetail, language: Language) => {
  const { sale } = wordsFor(language);
  const { status, opens_at_ms, closes_at_ms } = show.sale;
  if (status === "SCHEDULED" || status === "LOBBY") {
    return { atMs: opens_at_ms, title: sale.untilOpen, said: sale.opensAt, done: sale.justOpened };
  }
  if (status === "OPEN" || status === "PAUSED") {
    return { atMs: closes_at_ms, title: sale.untilClose, said: sale.closesAt, done: sale.justClosed };
  }
  return null;
};

const SaleClock = ({ show, frame }: Omit<PanelProps, "seatsPerFan">): JSX.Element | null => {
  const { sale } = wordsFor(frame.language);
  const next = moment(show, frame.language);
  if (next === null) return null;
  const when = whenAt(show, frame);
  const lobby = show.sale.lobby_opens_at_ms;
  return (
    <div class="sale-clock">
      <p class="sale-clock-title">{next.title}</p>
      <Countdown
        class="sale-clock-left"
        untilMs={next.atMs}
        nowMs={frame.now_ms}
        language={frame.language}
        done={next.done}
      />
      <p class="sale-clock-when">
        {next.said(spokenTime(next.atMs, when))}
        <FanTime atMs={next.atMs} show={show} frame={frame} />
      </p>
      {show.sale.status === "SCHEDULED" && lobby !== null && lobby > frame.now_ms ? (
        <p class="sale-clock-when">{sale.lobbyAt(spokenTime(lobby, when))}</p>
      ) : null}
    </div>
  );
};

export const SalePanel = ({ show, frame, seatsPerFan }: PanelProps): JSX.Element => {
  const words = wordsFor(frame.language);
  const said = saidOf(show.sale.status, frame.language);
  return (
    <section class="sale" aria-labelledby="sale-title">
      <div class="sale-face">
        <Badge status={show.sale.status} language={frame.language} />
        <h2 class="sale-title" id="sale-title">
          {said.title}
        </h2>
        <p class="sale-text">{said.text}</p>
        <SaleClock show={show} frame={frame} />
      </div>
      <Perforation />
      <div class="sale-stub">
        <p class="sale-price tabular">{priceRange(show, frame.language)}</p>
        <p class="sale-limit">{words.show.limit(seatsPerFan)}</p>
        <div class="sale-action">
          <SaleAction show={show} frame={frame} />
        </div>
      </div>
    </section>
  );
};

/** The same next action within the thumb's reach while the stub is off the screen of a phone. */
export const ActionBar = ({ show, frame }: Omit<PanelProps, "seatsPerFan">): JSX.Element => (
  <div class="action-bar">
    <LineRule />
    <div class="action-bar-inside">
      <p class="action-bar-text">
        <Badge status={show.sale.status} language={frame.language} />
        <span class="action-bar-price tabular">{priceRange(show, frame.language)}</span>
      </p>
      <SaleAction show={show} frame={frame} />
    </div>
  </div>
);
