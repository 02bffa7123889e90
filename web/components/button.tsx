// Buttons and links that look like them: one loud kind for the next action, quiet ones for the rest.
import type { ComponentChildren, JSX } from "preact";
import { Icon, type IconName } from "./icon.tsx";

export type ButtonKind = "primary" | "plain" | "quiet" | "danger";

type Look = {
  readonly kind?: ButtonKind;
  readonly icon?: IconName;
  /** Fills its row: on phones the next action is as wide as the thumb's reach. */
  readonly wide?: boolean;
  readonly class?: string;
  readonly children: ComponentChildren;
};

const classOf = ({ kind = "plain", wide = false, class: extra }: Look): string =>
  ["button", `button-${kind}`, wide ? "button-wide" : "", extra ?? ""].filter((name) => name !== "").join(" ");

const Face = ({ icon, children }: Pick<Look, "icon" | "children">): JSX.Element => (
  <>
    <span class="button-text">{children}</span>
    {icon === undefined ? null : <Icon name={icon} />}
  </>
);

export type ButtonProps = Look & {
  readonly type?: "button" | "submit" | "reset";
  readonly name?: string;
  readonly value?: string;
  readonly form?: string;
  readonly disabled?: boolean;
  /** Its work is under way: it stays in place and says so. */
  readonly busy?: boolean;
  readonly describedBy?: string;
  readonly onClick?: (event: MouseEvent) => void;
};

export const Button = ({ type = "button", busy, describedBy, onClick, ...props }: ButtonProps): JSX.Element => (
  <button
    type={type}
    class={classOf(props)}
    name={props.name}
    value={props.value}
    form={props.form}
    disabled={props.disabled}
    aria-busy={busy === true ? "true" : undefined}
    aria-describedby={describedBy}
    {...(onClick && { onClick })}
  >
    <Face {...(props.icon && { icon: props.icon })}>{props.children}</Face>
  </button>
);

export type LinkButtonProps = Look & {
  readonly href: string;
  readonly rel?: string;
  readonly describedBy?: string;
  /** The dialog that asks what the linked page asks; where there is no script the link leads there. */
  readonly opens?: string;
  readonly closes?: string;
};

export const LinkButton = ({ href, rel, describedBy, opens, closes, ...props }: LinkButtonProps): JSX.Element => (
  <a
    href={href}
    rel={rel}
    class={classOf(props)}
    aria-describedby={describedBy}
    data-opens={opens}
    data-closes={closes}
  >
    <Face {...(props.icon && { icon: props.icon })}>{props.children}</Face>
  </a>
);
