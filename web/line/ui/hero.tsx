// The number that matters. When the turn comes nothing moves: the same block becomes the button.
import type { ComponentChildren, JSX } from "preact";
import { Icon } from "../../components/icon.tsx";
import { grouped } from "../../words/format.ts";
import { sceneOf } from "../face.ts";
import type { Face, Said } from "../face-shape.ts";
import type { LineModel } from "../model.ts";
import { DrawFigure } from "./draw-figure.tsx";
import { QueueFigure } from "./figure.tsx";
import { WaitRange } from "./wait-range.tsx";

export type HeroProps = {
  readonly face: Face;
  readonly model: LineModel;
  readonly said: Said;
  /** Absent in a page without script: then the block sends a form. */
  readonly onEnter: (() => void) | null;
  readonly form: string;
};

const WITH_FIGURE: ReadonlySet<string> = new Set(["waiting", "near", "paused", "all_taken"]);
/** A deadline this near is set in the colour of what is happening now. */
const LAST_MS = 20_000;

const Tag = ({ face, model, said }: HeroProps): JSX.Element => {
  const { link, doubtful, place } = model;
  const listening =
    place !== null && ["waiting", "near", "paused", "all_taken", "lobby", "sold_out", "turn"].includes(face.scene);
  const { words } = said;
  const linkWords = link === "live" && doubtful ? words.link.asleep : words.link[link];
  return (
    <span class="line-tag">
      <span class={`line-state line-state-${face.scene}`}>
        <span class="line-state-mark" aria-hidden="true" />
        {face.tag}
      </span>
      {listening ? (
        <span class={`line-link line-link-${doubtful && link === "live" ? "connecting" : link}`} data-tells-connection>
          {linkWords}
        </span>
      ) : null}
    </span>
  );
};

const WIDE = /[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]/;

/** How many digits stand as wide as this: "5일 22시간" is wider than its seven signs. */
export const digitsOf = (number: string): number =>
  Math.ceil([...number].reduce((width, sign) => width + (WIDE.test(sign) ? 1.4 : sign === " " ? 0.4 : 1), 0));

/** The number is as large as its digits allow; the class says how many there are. */
const BigNumber = ({ face }: { readonly face: Face }): JSX.Element => {
  const number = face.number ?? "";
  const last = face.left_ms !== null && face.left_ms <= LAST_MS && face.scene === "turn";
  return (
    <span
      class={`line-number line-number-${Math.min(10, Math.max(2, digitsOf(number)))}${last ? " line-number-last" : ""}`}
    >
      <span class="tabular">{number}</span>
      {face.unit === "" ? null : <span class="line-unit">{face.unit}</span>}
    </span>
  );
};

const Faces = (props: HeroProps): JSX.Element => {
  const { face, model, said } = props;
  const { place, first_ahead } = model;
  return (
    <>
      <Tag {...props} />
      <span class="line-said">
        <span class="line-label">{face.label}</span>
        {face.number === null ? <span class="line-headline">{face.title}</span> : <BigNumber face={face} />}
        <span class="line-text" id="line-text">
          {face.text}
        </span>
        {place !== null && (face.scene === "waiting" || face.scene === "near") ? (
          <WaitRange place={place} said={said} />
        ) : null}
      </span>
      {place !== null && face.scene === "lobby" ? <DrawFigure place={place} /> : null}
      {place !== null && place.ahead !== null && WITH_FIGURE.has(face.scene) ? (
        <QueueFigure
          ahead={place.ahead}
          behind={place.behind ?? 0}
          first_ahead={Math.max(first_ahead ?? 0, place.ahead)}
          door={said.words.door}
          you={said.words.you}
        />
      ) : null}
    </>
  );
};

const Go = ({ children, busy }: { readonly children: ComponentChildren; readonly busy: boolean }): JSX.Element => (
  <span class={busy ? "line-go line-go-busy" : "line-go"}>
    {children}
    <Icon name="arrow" />
  </span>
);

export const Hero = (props: HeroProps): JSX.Element => {
  const { model, said, onEnter, form } = props;
  const { words } = said;
  const scene = sceneOf(model);
  if (scene !== "turn" && scene !== "inside") {
    return (
      <div
        class={`line-hero line-hero-${scene}${model.doubtful ? " line-hero-doubtful" : ""}${scene === "joining" ? " needs-script" : ""}`}
      >
        <Faces {...props} />
      </div>
    );
  }
  const action = scene === "turn" ? words.turn.action : words.inside.action;
  const busy = model.busy === "claim";
  return (
    <button
      type={onEnter === null ? "submit" : "button"}
      class={`line-hero line-hero-turn line-hero-${scene}`}
      aria-label={action}
      aria-describedby="line-text"
      aria-busy={busy ? "true" : undefined}
      {...(onEnter === null ? { form, name: "act", value: "claim" } : { onClick: onEnter })}
    >
      <Faces {...props} />
      <Go busy={busy}>{busy ? words.turn.entering : action}</Go>
    </button>
  );
};

/** What stands beside the number: the fan's own figures. */
export const Figures = ({ face, model, said }: Pick<HeroProps, "face" | "model" | "said">): JSX.Element | null => {
  const { place } = model;
  const { words } = said;
  if (place === null || place.position === null) return null;
  if (!WITH_FIGURE.has(face.scene) && face.scene !== "lobby" && face.scene !== "sold_out") return null;
  const left = Object.values(place.seats_left);
  const ahead = face.scene === "lobby" || face.scene === "sold_out" ? place.ahead : null;
  return (
    <dl class="line-figures tabular">
      <div>
        <dt>{words.position}</dt>
        <dd>{words.number(place.position)}</dd>
      </div>
      {ahead === null ? null : (
        <div>
          <dt>{words.ahead}</dt>
          <dd>{words.count(ahead)}</dd>
        </div>
      )}
      {place.behind === null ? null : (
        <div>
          <dt>{words.behind}</dt>
          <dd>{words.count(place.behind)}</dd>
        </div>
      )}
      {left.length === 0 ? null : (
        <div>
          <dt>{words.seats.title}</dt>
          <dd>{grouped(left.reduce((total, count) => total + count, 0))}</dd>
        </div>
      )}
    </dl>
  );
};
