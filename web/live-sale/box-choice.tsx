// A box drawn over the plan with a finger or a mouse: laid over the map while seats are chosen by area.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Pixels } from "./open-map.ts";

type Drawn = { readonly from: Pixels; readonly to: Pixels };
/** A smaller one is a press that shook. */
const LEAST_PX = 6;

export const BoxChoice = ({ chose }: { readonly chose: (from: Pixels, to: Pixels) => void }): JSX.Element => {
  const [drawn, draw] = useState<Drawn | null>(null);
  const at = (event: PointerEvent): Pixels => {
    const { left, top } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const begin = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    draw({ from: at(event), to: at(event) });
  };
  const move = (event: PointerEvent): void => {
    if (drawn !== null) draw({ ...drawn, to: at(event) });
  };
  const end = (): void => {
    if (drawn === null) return;
    const { from, to } = drawn;
    draw(null);
    if (Math.abs(to.x - from.x) >= LEAST_PX && Math.abs(to.y - from.y) >= LEAST_PX) chose(from, to);
  };
  return (
    <div
      class="sale-map-boxes"
      onPointerDown={begin}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={() => draw(null)}
      aria-hidden="true"
    >
      {drawn === null ? null : (
        <div
          class="sale-map-box"
          style={{
            left: `${Math.min(drawn.from.x, drawn.to.x)}px`,
            top: `${Math.min(drawn.from.y, drawn.to.y)}px`,
            width: `${Math.abs(drawn.to.x - drawn.from.x)}px`,
            height: `${Math.abs(drawn.to.y - drawn.from.y)}px`,
          }}
        />
      )}
    </div>
  );
};
