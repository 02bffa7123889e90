// Where a ticket tears: a dotted line between two half-round notches.
import type { JSX } from "preact";

export const Perforation = (): JSX.Element => <span class="perforation" aria-hidden="true" />;
