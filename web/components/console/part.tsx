// A titled part of a console page, named by its own heading.
import type { ComponentChildren, JSX } from "preact";

type PartProps = {
  /** The page's own word: its class and the heading's id begin with it. */
  readonly of: "sale" | "rehearsal";
  readonly id: string;
  readonly title: string;
  readonly children: ComponentChildren;
};

export const Part = ({ of, id, title, children }: PartProps): JSX.Element => (
  <section class={`${of}-part`} aria-labelledby={`${of}-${id}`}>
    <h2 class="console-part-title" id={`${of}-${id}`}>
      {title}
    </h2>
    {children}
  </section>
);
