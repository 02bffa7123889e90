// Seats are held: how long still, which they are, what they cost, and the way to pay.
import type { JSX } from "preact";
import { Button, LinkButton } from "../../components/button.tsx";
import { LineRule } from "../../components/line-rule.tsx";
import { clockFace, duration } from "../../words/format.ts";
import { useRoom, useSeconds } from "./use-room.ts";

const NEAR_MS = 60_000;
/** The line is full when so much time is left; longer holds simply begin full. */
const LINE_MS = 300_000;

export const HoldPanel = (): JSX.Element | null => {
  const { room, state, words } = useRoom();
  const now_ms = useSeconds(room);
  const { hold, busy, plan, pass_over } = state;
  if (hold === null) return null;
  const left_ms = Math.max(0, hold.expires_at_ms - now_ms);
  const standing = (id: string): boolean => {
    const place = plan?.map.place_by_id.get(id);
    return plan !== null && place !== undefined && place >= plan.map.seats_count;
  };
  return (
    <div class="room-panel-part">
      <div class="hold-head">
        <p class="room-panel-title">{words.hold.title}</p>
        <p class={left_ms <= NEAR_MS ? "hold-clock hold-near tabular" : "hold-clock tabular"}>
          <span aria-hidden="true">{clockFace(left_ms)}</span>
          <span class="unseen">{words.hold.left(duration(left_ms, room.settings.language))}</span>
        </p>
      </div>
      <LineRule share={left_ms / LINE_MS} tone={left_ms <= NEAR_MS ? "live" : "accent"} />
      {pass_over ? <p class="room-panel-text">{words.passOverHold}</p> : null}
      <ul class="chosen">
        {hold.seats.map((seat) => (
          <li key={seat.id} class="chosen-seat">
            <span class="chosen-name">
              {standing(seat.id)
                ? `${seat.section} · ${words.zone.number(seat.label)}`
                : words.choice.seat(seat.section, seat.row, seat.label)}
            </span>
            <span class="chosen-price tabular">{words.choice.total(seat.price_krw)}</span>
          </li>
        ))}
      </ul>
      <div class="room-panel-go">
        <p class="room-panel-total">
          <span class="room-panel-count">{words.choice.count(hold.seats.length)}</span>
          <strong class="tabular">{words.choice.total(hold.total_krw)}</strong>
        </p>
        <Button kind="quiet" busy={busy === "release"} onClick={() => void room.release()}>
          {busy === "release" ? words.hold.releasing : words.hold.release}
        </Button>
        <LinkButton href={`${room.settings.checkout_url}${encodeURIComponent(hold.id)}`} kind="primary">
          {words.hold.pay}
        </LinkButton>
      </div>
    </div>
  );
};
