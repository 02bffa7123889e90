// What a command ends with.
export const DONE = 0;
export const REFUSED = 1;
/** The words were not understood; the help is printed. */
export const USAGE = 2;
