// Form fields: a label, the control, a hint below it, and an error in words that says what to do.
import type { ComponentChildren, JSX } from "preact";

type Frame = {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly error?: string;
  /** Text after the label, such as "optional". */
  readonly note?: string;
};

const describedBy = ({ id, hint, error }: Frame): string | undefined => {
  const ids = [error === undefined ? "" : `${id}-error`, hint === undefined ? "" : `${id}-hint`].filter(Boolean);
  return ids.length === 0 ? undefined : ids.join(" ");
};

const FieldFrame = ({
  frame,
  children,
}: {
  readonly frame: Frame;
  readonly children: ComponentChildren;
}): JSX.Element => (
  <div class={frame.error === undefined ? "field" : "field field-refused"}>
    <label class="field-label" for={frame.id}>
      {frame.label}
      {frame.note === undefined ? null : <span class="field-note">{frame.note}</span>}
    </label>
    {children}
    {frame.error === undefined ? null : (
      <p class="field-error" id={`${frame.id}-error`}>
        {frame.error}
      </p>
    )}
    {frame.hint === undefined ? null : (
      <p class="field-hint" id={`${frame.id}-hint`}>
        {frame.hint}
      </p>
    )}
  </div>
);

const frameOf = ({ id, label, hint, error, note }: Frame): Frame => ({
  id,
  label,
  ...(hint !== undefined && { hint }),
  ...(error !== undefined && { error }),
  ...(note !== undefined && { note }),
});

type Control = {
  readonly name: string;
  readonly required?: boolean;
  readonly disabled?: boolean;
  readonly autoComplete?: string;
};

export type FieldProps = Frame &
  Control & {
    readonly type?: "text" | "search" | "email" | "tel" | "date" | "datetime-local" | "number" | "password";
    readonly value?: string;
    readonly placeholder?: string;
    readonly inputMode?: "text" | "numeric" | "decimal" | "tel" | "email" | "search";
    readonly min?: string;
    readonly max?: string;
    readonly step?: string;
    readonly maxLength?: number;
    readonly pattern?: string;
    readonly onInput?: (event: InputEvent) => void;
    readonly onBlur?: (event: FocusEvent) => void;
  };

export const Field = (props: FieldProps): JSX.Element => (
  <FieldFrame frame={frameOf(props)}>
    <input
      id={props.id}
      class="control"
      // The attribute types differ per input type; every one offered here takes the same attributes.
      type={(props.type ?? "text") as "text"}
      name={props.name}
      value={props.value}
      placeholder={props.placeholder}
      inputMode={props.inputMode}
      autoComplete={props.autoComplete}
      required={props.required}
      disabled={props.disabled}
      min={props.min}
      max={props.max}
      step={props.step}
      maxLength={props.maxLength}
      pattern={props.pattern}
      aria-describedby={describedBy(props)}
      aria-invalid={props.error === undefined ? undefined : "true"}
      {...(props.onInput && { onInput: props.onInput })}
      {...(props.onBlur && { onBlur: props.onBlur })}
    />
  </FieldFrame>
);

export type TextAreaProps = Frame &
  Control & {
    readonly value?: string;
    readonly rows?: number;
    readonly maxLength?: number;
    readonly placeholder?: string;
  };

export const TextArea = (props: TextAreaProps): JSX.Element => (
  <FieldFrame frame={frameOf(props)}>
    <textarea
      id={props.id}
      class="control control-text"
      name={props.name}
      rows={props.rows ?? 6}
      maxLength={props.maxLength}
      placeholder={props.placeholder}
      required={props.required}
      disabled={props.disabled}
      aria-describedby={describedBy(props)}
      aria-invalid={props.error === undefined ? undefined : "true"}
      value={props.value}
    />
  </FieldFrame>
);

export type Option = { readonly value: string; readonly label: string };

export type SelectProps = Frame &
  Control & {
    readonly options: readonly Option[];
    readonly value: string;
    readonly onChange?: (event: Event) => void;
  };

export const Select = (props: SelectProps): JSX.Element => (
  <FieldFrame frame={frameOf(props)}>
    <select
      id={props.id}
      class="control control-select"
      name={props.name}
      required={props.required}
      disabled={props.disabled}
      autoComplete={props.autoComplete}
      aria-describedby={describedBy(props)}
      aria-invalid={props.error === undefined ? undefined : "true"}
      {...(props.onChange && { onChange: props.onChange })}
    >
      {props.options.map((option) => (
        <option key={option.value} value={option.value} selected={option.value === props.value}>
          {option.label}
        </option>
      ))}
    </select>
  </FieldFrame>
);
