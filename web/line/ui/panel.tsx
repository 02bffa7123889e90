// Everything between the header and the footer of the waiting page. Drawn by the server first, then kept true by the
// island; without a script its buttons send a form.
import type { ComponentChildren, JSX } from "preact";
import { Button, LinkButton } from "../../components/button.tsx";
import { Icon } from "../../components/icon.tsx";
import type { RoundTold } from "../../returns/lists.ts";
import { ReturnsTold } from "../../returns/told.tsx";
import { duration } from "../../words/format.ts";
import { faceOf, isSaleOver, isSoldOut } from "../face.ts";
import type { Face, Said } from "../face-shape.ts";
import { type LineFacts, lineWords } from "../facts.ts";
import type { LineModel } from "../model.ts";
import { Appeal, isRemoved } from "./appeal.tsx";
import { type CheckActs, CheckByMail, CheckProgress } from "./check.tsx";
import { Figures, Hero } from "./hero.tsx";
import { Keepsake, type KeepsakeActs, type SoundActs, SoundSwitch } from "./keepsake.tsx";
import { LineSeats } from "./seats.tsx";

export type PanelActs = {
  readonly join: () => void;
  readonly check: CheckActs;
  readonly enter: () => void;
  readonly prolong: () => void;
  readonly askLeave: () => void;
  readonly dismissNotice: () => void;
  readonly keepsake: KeepsakeActs;
  readonly sound: SoundActs;
};

export type PanelProps = {
  readonly facts: LineFacts;
  readonly model: LineModel;
  readonly now_ms: number;
  /** How long ago the service was last heard. */
  readonly unheard_ms: number;
  /** Of a show that is sold out: its lists for returned seats, as far as they are known. */
  readonly lists: readonly RoundTold[];
  /** null: drawn by the server. */
  readonly acts: PanelActs | null;
};

const FORM = "line-act";
const ASKED: ReadonlySet<string> = new Set(["check_required", "check_failed"]);
/** Loss is told when it has lasted: a blink of the network is nobody's worry. */
const LOSS_TOLD_MS = 3_000;
const CAN_LEAVE: ReadonlySet<Face["scene"]> = new Set([
  "lobby",
  "waiting",
  "near",
  "paused",
  "all_taken",
  "sold_out",
  "turn",
  "inside",
]);

type PartProps = { readonly face: Face; readonly said: Said; readonly props: PanelProps };

const Join = ({
  props,
  children,
}: {
  readonly props: PanelProps;
  readonly children: ComponentChildren;
}): JSX.Element =>
  props.acts === null ? (
    <Button type="submit" form={FORM} name="act" value="join" kind="primary" icon="arrow" wide>
      {children}
    </Button>
  ) : (
    <Button kind="primary" icon="arrow" wide busy={props.model.busy === "join"} onClick={props.acts.join}>
      {children}
    </Button>
  );

const Returns = ({ said, props }: Pick<PartProps, "said" | "props">): JSX.Element => {
  const { language, zone, paths } = said.facts;
  return <ReturnsTold facts={{ language, zone, path: paths.returns }} rounds={props.lists} now_ms={said.now_ms} />;
};

/** The one next thing to do, where waiting is not it. */
const Next = ({ face, said, props }: PartProps): JSX.Element | null => {
  const { words, facts } = said;
  const { acts, model } = props;
  switch (face.scene) {
    case "sign_in":
    case "signed_out":
      return (
        <LinkButton href={facts.paths.sign_in} kind="primary" icon="arrow" wide>
          {face.scene === "sign_in" ? words.signIn.action : words.signedOut.action}
        </LinkButton>
      );
    case "joining":
      if (acts !== null) return null;
      return (
        <>
          <noscript>
            <p class="line-word">{words.joinByHand}</p>
          </noscript>
          <Join props={props}>{words.join}</Join>
        </>
      );
    case "closed":
      if (isSoldOut(face, model)) return <Returns said={said} props={props} />;
      if (model.join_refusal?.opens_at_ms !== undefined) return null;
      if (["sale_over", "show_cancelled", "removed"].includes(model.join_refusal?.code ?? "")) {
        return <LinkButton href={facts.paths.show}>{words.toShow}</LinkButton>;
      }
      return <Join props={props}>{words.retry}</Join>;
    case "left":
    case "expired":
      return <Join props={props}>{words.joinAgain}</Join>;
    case "finished":
      return (
        <>
          <LinkButton href={facts.paths.bookings} kind="primary" icon="arrow" wide>
            {words.over.bookings}
          </LinkButton>
          {acts === null ? null : (
            <Button wide onClick={acts.join}>
              {words.joinAgain}
            </Button>
          )}
        </>
      );
    case "sold_out":
      return <Returns said={said} props={props} />;
    case "refused":
      if (isSoldOut(face, model)) return <Returns said={said} props={props} />;
      return <LinkButton href={facts.paths.show}>{words.toShow}</LinkButton>;
    case "turn":
      return acts !== null && model.place?.prolongable === true ? (
        <Button wide busy={model.busy === "prolong"} onClick={acts.prolong}>
          {model.busy === "prolong" ? words.turn.prolonging : words.turn.prolong}
        </Button>
      ) : null;
    default:
      return null;
  }
};

/** What is going on besides the number: a loss that lasts, the last act's refusal, more time. */
const Word = ({ face, said, props }: PartProps): JSX.Element | null => {
  const { words, facts } = said;
  const { model, unheard_ms } = props;
  const refusal = model.act_refusal;
  if (refusal !== null) {
    const unsaid = refusal.code === "unreachable" ? words.failed.unreachable : words.failed.other;
    const text = refusal.title === "" ? unsaid : `${refusal.title}. ${refusal.detail}`;
    return (
      <p class="line-word line-word-refused" role="alert">
        {text}
      </p>
    );
  }
  if (
    model.doubtful &&
    model.link !== "live" &&
    unheard_ms > LOSS_TOLD_MS &&
    model.place !== null &&
    CAN_LEAVE.has(face.scene)
  ) {
    const ago = duration(unheard_ms, facts.language);
    return <p class="line-word">{model.link === "offline" ? words.lostOffline(ago) : words.lost(ago)}</p>;
  }
  if (face.scene === "turn" && model.prolonged) return <p class="line-word">{words.turn.prolonged}</p>;
  return face.calm === null ? null : <p class="line-calm">{face.calm}</p>;
};

const OrganiserNotice = ({ said, props }: PartProps): JSX.Element | null => {
  const { notice } = props.model;
  if (notice === null) return null;
  return (
    <aside class="notice line-notice" aria-label={said.words.notice}>
      <Icon name="info" />
      <p>
        <strong>{said.words.notice}</strong>
        <br />
        {said.facts.language === "en" ? (notice.text_en ?? notice.text) : notice.text}
      </p>
      {props.acts === null ? null : (
        <button
          type="button"
          class="icon-button"
          aria-label={said.words.leave.close}
          onClick={props.acts.dismissNotice}
        >
          <Icon name="cross" />
        </button>
      )}
    </aside>
  );
};

export const LinePanel = (props: PanelProps): JSX.Element => {
  const { facts, model, acts } = props;
  const words = lineWords(facts.language);
  const said: Said = { words, facts, now_ms: props.now_ms };
  const face = faceOf(model, said);
  const part = { face, said, props };
  return (
    <>
      <header class="line-head">
        <img class="line-poster" src={facts.poster_url} alt="" width="48" height="64" />
        <div>
          <h1 class="line-title">
            <a href={facts.paths.show}>{facts.title}</a>
          </h1>
          <p class="line-small">{facts.venue}</p>
        </div>
      </header>
      <div class="line-main">
        <Hero face={face} model={model} said={said} form={FORM} onEnter={acts === null ? null : acts.enter} />
        <Figures face={face} model={model} said={said} />
        <div class="line-next">
          <CheckProgress model={model} words={words} />
          <Word {...part} />
          <Next {...part} />
          {ASKED.has(model.join_refusal?.code ?? "") || (model.checking === "vouch" && model.busy === "join") ? (
            <CheckByMail model={model} words={words} acts={acts?.check ?? null} action={facts.paths.line} />
          ) : null}
          {isRemoved(model) ? <Appeal facts={facts} words={words} /> : null}
          <p class="line-small line-fair">
            <a href={model.place?.draw ? `${facts.paths.fairness}#draw` : facts.paths.fairness}>{words.fairness}</a>
          </p>
        </div>
      </div>
      <div class="line-side">
        <OrganiserNotice {...part} />
        {isSaleOver(model) ? null : <LineSeats place={model.place} said={said} />}
        {acts !== null && CAN_LEAVE.has(face.scene) && face.scene !== "inside" ? (
          <SoundSwitch said={said} sound={acts.sound} />
        ) : null}
        {acts === null ? null : <Keepsake model={model} said={said} acts={acts.keepsake} />}
        {acts !== null && CAN_LEAVE.has(face.scene) ? (
          <div class="line-part line-leave">
            <Button kind="quiet" onClick={acts.askLeave}>
              {words.leave.open}
            </Button>
          </div>
        ) : null}
        {acts === null ? (
          <noscript>
            <p class="line-small">{words.noScript}</p>
            <LinkButton href={facts.paths.line}>{words.reload}</LinkButton>
          </noscript>
        ) : null}
      </div>
      {acts === null ? <form id={FORM} method="post" action={facts.paths.line} hidden /> : null}
    </>
  );
};
