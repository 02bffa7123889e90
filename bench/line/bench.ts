// `npm run bench -- line`: the waiting line's own figures.
import type { Measured } from "../run.ts";
import { lineFigures, METHOD } from "./figures.ts";

export const run = async (): Promise<Measured> => ({ figures: { ...(await lineFigures()) }, method: METHOD });
