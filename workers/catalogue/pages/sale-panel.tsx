// The show's sale as a ticket stub: what state it is in, the time that matters, and the one next thing to do.
import type { ComponentChildren, JSX } from "preact";
import type { Language, SaleStatus } from "../../../schema/http/words.ts";
import { Badge } from "../../../web/components/badge.tsx";
import { LinkButton } from "../../../web/components/button.tsx";
import { Countdown } from "../../../web/components/countdown.tsx";
import { Perforation } from "../../../web/components/perforation.tsx";
import { ReturnsTold } from "../../../web/returns/told.tsx";
import { spokenTime } from "../../../web/words/format.ts";
import { wordsFor } from "../../../web/words/words.ts";
import { FanTime } from "../../kit/pages/fan-time.tsx";
import { paths } from "../../kit/pages/paths.ts";
import { priceRange, venueZone, whenAt } from "../../kit/pages/show-facts.ts";
import type { PageFrame, ShowDetail } from "../../kit/pages/view-models.ts";
import { phasesOf } from "./sale-phases.ts";

type SaleProps = { readonly show: ShowDetail; readonly frame: PageFrame };
type PhaseProps = SaleProps & { readonly status: SaleStatus };

/** Every state the clock will bring is sent with the page, so that the button is there the moment the sale is. */
const Phased = ({
  show,
  frame,
  children,
}: SaleProps & { readonly children: (status: SaleStatus) => ComponentChildren }): JSX.Element => (
  <>
    {phasesOf(show.sale, frame.now_ms).map(({ status, from_ms, until_ms }) => (
      <div
        key={status}
        data-show-at-ms={from_ms ?? undefined}
        data-hide-at-ms={until_ms ?? undefined}
        hidden={from_ms !== null}
      >
        {children(status)}
      </div>
    ))}
  </>
);

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

/** The one next thing to do in a state. A fan who is not signed in passes the sign-in on the way. */
const Action = ({ show, frame, status }: PhaseProps): JSX.Element | null => {
  const { sale, terms } = wordsFor(frame.language);
  const line = paths.line(show.id);
  if (status === "SOLD_OUT") {
    const facts = { language: frame.language, zone: venueZone(show), path: paths.returns(show.id) };
    return (
      <div data-returns={JSON.stringify({ ...facts, show_id: show.id })}>
        <ReturnsTold facts={facts} rounds={[]} now_ms={frame.now_ms} />
      </div>
    );
  }
  if (status === "ENDED") {
    return (
      <LinkButton href={paths.genre(show.genre)} wide icon="arrow">
        {sale.otherShows(terms.genres[show.genre])}
      </LinkButton>
    );
  }
  if (status === "SCHEDULED") {
    if (frame.user !== null) return null;
    return (
      <LinkButton href={paths.signIn(frame.path)} wide>
        {sale.signInEarly}
      </LinkButton>
    );
  }
  const words = status === "LOBBY" ? sale.enterLobby : sale.join;
  return (
    <LinkButton href={frame.user === null ? paths.signIn(line) : line} kind="primary" icon="arrow" wide>
      {frame.user === null ? sale.signInToJoin : words}
    </LinkButton>
  );
};

/** Who is on the list or has the code finds the way in here, from the moment it counts. */
const PreSale = ({ show, frame }: SaleProps): JSX.Element | null => {
  const { sale } = wordsFor(frame.language);
  const { vip_opens_at_ms = null } = show.sale;
  if (vip_opens_at_ms === null) return null;
  const ahead = vip_opens_at_ms > frame.now_ms;
  const line = paths.line(show.id);
  return (
    <>
      {ahead ? (
        <p class="sale-clock-when" data-hide-at-ms={vip_opens_at_ms}>
          {sale.vipAt(spokenTime(vip_opens_at_ms, whenAt(show, frame)))}
        </p>
      ) : null}
      <div class="sale-early" data-show-at-ms={ahead ? vip_opens_at_ms : undefined} hidden={ahead}>
        <p class="sale-clock-when">{sale.vipNow}</p>
        <LinkButton href={frame.user === null ? paths.signIn(line) : line} icon="arrow">
          {sale.vipJoin}
        </LinkButton>
      </div>
    </>
  );
};

/** The moment that matters now: the opening while it is ahead, the end while the sale is on. */
const Clock = ({ show, frame, status }: PhaseProps): JSX.Element | null => {
  const { sale } = wordsFor(frame.language);
  const { opens_at_ms, closes_at_ms, lobby_opens_at_ms } = show.sale;
  if (status === "SOLD_OUT" || status === "ENDED") return null;
  const isAhead = status === "SCHEDULED" || status === "LOBBY";
  const atMs = isAhead ? opens_at_ms : closes_at_ms;
  const when = whenAt(show, frame);
  const said = spokenTime(atMs, when);
  return (
    <div class="sale-clock">
      <p class="sale-clock-title">{isAhead ? sale.untilOpen : sale.untilClose}</p>
      <Countdown
        class="sale-clock-left"
        untilMs={atMs}
        nowMs={frame.now_ms}
        language={frame.language}
        done={isAhead ? sale.justOpened : sale.justClosed}
      />
      <p class="sale-clock-when">
        {isAhead ? sale.opensAt(said) : sale.closesAt(said)}
        <FanTime atMs={atMs} show={show} frame={frame} />
      </p>
      {status === "SCHEDULED" && lobby_opens_at_ms !== null && lobby_opens_at_ms > frame.now_ms ? (
        <p class="sale-clock-when">{sale.lobbyAt(spokenTime(lobby_opens_at_ms, when))}</p>
      ) : null}
    </div>
  );
};

export const SalePanel = ({ show, frame, seatsPerFan }: SaleProps & { readonly seatsPerFan: number }): JSX.Element => (
  <section class="sale" aria-label={wordsFor(frame.language).show.saleWindow}>
    <div class="sale-face">
      <Phased show={show} frame={frame}>
        {(status) => (
          <>
            <Badge status={status} language={frame.language} />
            <h2 class="sale-title">{saidOf(status, frame.language).title}</h2>
            <p class="sale-text">{saidOf(status, frame.language).text}</p>
            <Clock show={show} frame={frame} status={status} />
            {status === "SCHEDULED" ? <PreSale show={show} frame={frame} /> : null}
          </>
        )}
      </Phased>
    </div>
    <Perforation />
    <div class="sale-stub">
      <p class="sale-price tabular">{priceRange(show, frame.language)}</p>
      <p class="sale-limit">{wordsFor(frame.language).show.limit(seatsPerFan)}</p>
      <div class="sale-action">
        <Phased show={show} frame={frame}>
          {(status) => <Action show={show} frame={frame} status={status} />}
        </Phased>
      </div>
    </div>
  </section>
);

/** The same next action within the thumb's reach while the stub is off the screen of a phone. */
export const ActionBar = ({ show, frame }: SaleProps): JSX.Element => (
  <div class="action-bar">
    <Phased show={show} frame={frame}>
      {(status) => (
        <div class="action-bar-inside">
          <p class="action-bar-text">
            <Badge status={status} language={frame.language} />
            <span class="action-bar-price tabular">{priceRange(show, frame.language)}</span>
          </p>
          {status === "SCHEDULED" && frame.user !== null ? (
            <Countdown
              class="action-bar-left"
              untilMs={show.sale.opens_at_ms}
              nowMs={frame.now_ms}
              language={frame.language}
              done={wordsFor(frame.language).sale.justOpened}
            />
          ) : status === "SOLD_OUT" ? (
            <LinkButton href={paths.returns(show.id)} kind="primary" icon="arrow" wide>
              {wordsFor(frame.language).returns.open}
            </LinkButton>
          ) : (
            <Action show={show} frame={frame} status={status} />
          )}
        </div>
      )}
    </Phased>
  </div>
);
