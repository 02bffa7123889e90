// What needs a hand first, in the order of its weight: what is the matter, with what, and where to do something about it.
import type { JSX } from "preact";
import type { ConsolePartsWords } from "../../words/console-parts-ko.ts";
import { Icon } from "../icon.tsx";
import { LineRule } from "../line-rule.tsx";

export type Matter = {
  readonly id: string;
  /** `now` costs money or seats while nobody looks; `soon` has a time; `news` is only good to know. */
  readonly weight: "now" | "soon" | "news";
  readonly about: string;
  readonly text: string;
  readonly action?: { readonly label: string; readonly href: string };
};

const ICONS = { now: "alert", soon: "clock", news: "info" } as const;

/** More would bury the list below; the rest waits behind one press. */
const SHOWN = 5;

export type AttentionProps = { readonly matters: readonly Matter[]; readonly words: ConsolePartsWords };

const Item = ({ matter, words }: { readonly matter: Matter; readonly words: ConsolePartsWords }): JSX.Element => {
  const { weight, about, text, action } = matter;
  return (
    <li class={`attention-item attention-${weight}`}>
      <Icon name={ICONS[weight]} label={words.weights[weight]} />
      <p class="attention-text">
        <strong>{about}</strong> <span>{text}</span>
      </p>
      {action === undefined ? null : (
        <a class="attention-action" href={action.href}>
          <span class="attention-action-text">{action.label}</span>
          <span class="unseen"> · {about}</span>
          <Icon name="arrow" />
        </a>
      )}
    </li>
  );
};

export const Attention = ({ matters, words }: AttentionProps): JSX.Element => {
  const items = matters.map((matter) => <Item key={matter.id} matter={matter} words={words} />);
  return (
    <section class="attention" aria-labelledby="attention-title">
      <h2 class="console-part-title" id="attention-title">
        {words.attention}
        {matters.length === 0 ? null : <span class="attention-count tabular">{matters.length}</span>}
      </h2>
      {matters.length === 0 ? (
        <div class="attention-none">
          <LineRule share={1} />
          <p>{words.attentionNone}</p>
        </div>
      ) : (
        <ul class="attention-list">{items.slice(0, SHOWN)}</ul>
      )}
      {matters.length <= SHOWN ? null : (
        <details class="attention-rest">
          <summary>{words.attentionRest(matters.length - SHOWN)}</summary>
          <ul class="attention-list">{items.slice(SHOWN)}</ul>
        </details>
      )}
    </section>
  );
};
