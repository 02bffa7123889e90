// What keys and pointers did on a practice's seat map, counted by the page and told with each try for seats.

/** `moves`: steps between seats; `keyed`, `pointed`: seats that were chosen so. */
type Keys = { readonly moves: number; readonly keyed: number; readonly pointed: number };

const STEPS: ReadonlySet<string> = new Set([
  "ArrowLeft",
  "ArrowRight",
  "ArrowUp",
  "ArrowDown",
  "Home",
  "End",
  "PageUp",
  "PageDown",
]);
const TOLD_MAX = 9_999;

/** A press by key, or by what reads the screen, has no clicks of a pointer in it. */
const isKeyed = (clicks: number): boolean => clicks === 0;

export class KeyCount {
  #keys: Keys = { moves: 0, keyed: 0, pointed: 0 };

  pressed(key: string): void {
    if (STEPS.has(key)) this.#add("moves");
  }

  chose(clicks: number): void {
    this.#add(isKeyed(clicks) ? "keyed" : "pointed");
  }

  /** As a header says it. */
  told(): string {
    const { moves, keyed, pointed } = this.#keys;
    return `${moves}.${keyed}.${pointed}`;
  }

  #add(name: keyof Keys): void {
    this.#keys = { ...this.#keys, [name]: Math.min(TOLD_MAX, this.#keys[name] + 1) };
  }
}

/** Listens to the room of a practice. */
export function countedIn(root: HTMLElement): KeyCount {
  const count = new KeyCount();
  const within = (event: Event, wanted: string): boolean =>
    event.target instanceof Element && event.target.closest(wanted) !== null;
  root.addEventListener("keydown", (event) => {
    if (within(event, '[role="grid"]')) count.pressed(event.key);
  });
  root.addEventListener("click", (event) => {
    if (within(event, '[role="gridcell"]')) count.chose(event.detail);
  });
  root.addEventListener("pointerdown", (event) => {
    if (within(event, "canvas")) count.chose(1);
  });
  return count;
}
