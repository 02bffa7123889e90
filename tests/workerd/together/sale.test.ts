// The line, its draw and its relays, and the seats behind them.
import { together } from "../together.ts";

together({
  line: () => import("../line.test.ts"),
  draw: () => import("../draw.test.ts"),
  relays: () => import("../relays.test.ts"),
  seats: () => import("../seats.test.ts"),
});
