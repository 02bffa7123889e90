// A description's text, with what stands between backticks set as code.
import type { JSX } from "preact";

export const Text = ({ text }: { readonly text: string }): JSX.Element => (
  <>{text.split("`").map((part, index) => (index % 2 === 1 ? <code key={`${index} ${part}`}>{part}</code> : part))}</>
);
