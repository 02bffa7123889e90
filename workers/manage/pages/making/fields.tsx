// Fields of the forms that make a show: each with its words, what is typed, what stood there, and what is wrong with it.
import type { ComponentChildren, JSX } from "preact";
import type { Language } from "../../../../schema/http/words.ts";
import { Field, type FieldProps, type Option, Select, TextArea } from "../../../../web/components/field.tsx";
import type { MakingField } from "../../../../web/words/making-ko.ts";
import { type FormState, wasName } from "./form-state.ts";
import { fieldWords, makingWords } from "./words.ts";

export type Part = { readonly state: FormState; readonly language: Language };

type Named = Part & {
  readonly name: string;
  /** Whose words it wears, where that is not its own name. */
  readonly words?: MakingField;
  readonly label?: string;
  readonly required?: boolean;
  /** Why it cannot be changed; it is shown and not sent. */
  readonly locked?: string | undefined;
};

const typed = ({ state, name }: Pick<Named, "state" | "name">): string => state.values[name] ?? "";

/** What stood here when the page was made: only what differs from it is written. A locked field is sent as it was. */
export const Was = ({ state, name, locked }: Pick<Named, "state" | "name" | "locked">): JSX.Element => (
  <>
    <input type="hidden" name={wasName(name)} value={state.was[name] ?? ""} />
    {locked === undefined ? null : <input type="hidden" name={name} value={state.was[name] ?? ""} />}
  </>
);

function worded(props: Named) {
  const { state, language, name, words = name as MakingField, locked, required = false } = props;
  const { label, hint, wrong } = fieldWords(language, words);
  const said = locked ?? hint;
  return {
    id: name,
    name,
    label: props.label ?? label,
    required,
    disabled: locked !== undefined,
    ...(said !== undefined && { hint: said }),
    ...(!required && locked === undefined && isText(words) && { note: makingWords(language).optional }),
    ...(state.wrong.has(name) && { error: wrong }),
  };
}

/** A number always has a value; what people write may be left out. */
const OPTIONAL: readonly MakingField[] = [
  "title_en",
  "description",
  "description_en",
  "running_minutes",
  "lobby_opens_at",
  "lobby_closes_at",
  "vip_opens_at",
  "venue_name_en",
  "waiting_per_seat",
];
const isText = (name: MakingField): boolean => OPTIONAL.includes(name);

type LineProps = Named & Pick<FieldProps, "type" | "inputMode" | "maxLength" | "placeholder" | "min" | "max" | "step">;

export const Line = (props: LineProps): JSX.Element => {
  const { state, language: _language, words: _words, label: _label, locked: _locked, ...plain } = props;
  return (
    <div class="making-field">
      <Field {...plain} {...worded(props)} value={typed({ state, name: props.name })} />
      <Was {...props} />
    </div>
  );
};

/** Figures are typed as text: a browser's number field eats what it does not understand, and nothing typed may be lost. */
export const Figure = (props: LineProps): JSX.Element => (
  <Line {...props} inputMode="decimal" maxLength={12} required />
);

export const Time = (props: LineProps): JSX.Element => <Line {...props} type="datetime-local" />;

export const Text = ({
  rows,
  maxLength,
  ...props
}: Named & { readonly rows?: number; readonly maxLength?: number }) => (
  <div class="making-field">
    <TextArea
      {...worded(props)}
      value={typed(props)}
      {...(rows !== undefined && { rows })}
      {...(maxLength !== undefined && { maxLength })}
    />
    <Was {...props} />
  </div>
);

export const Choice = ({ options, ...props }: Named & { readonly options: readonly Option[] }): JSX.Element => (
  <div class="making-field">
    <Select {...worded(props)} options={options} value={typed(props)} />
    <Was {...props} />
  </div>
);

export const Tick = (props: Named): JSX.Element => (
  <label class="tick">
    <input type="checkbox" id={props.name} name={props.name} value="on" checked={typed(props) === "on"} />
    <span>{worded(props).label}</span>
    <Was {...props} />
  </label>
);

/** One subject of a part. */
export const Group = ({
  title,
  text,
  children,
}: {
  readonly title: string;
  readonly text?: string | undefined;
  readonly children: ComponentChildren;
}): JSX.Element => (
  <section class="making-group">
    <h2 class="console-part-title">{title}</h2>
    {text === undefined ? null : <p class="making-text">{text}</p>}
    {children}
  </section>
);
