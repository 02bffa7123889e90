// What a command ends with.
export const DONE = 0;
/** It was understood and not done: the service, or what stands, refused it. */
export const REFUSED = 1;
/** The words were not understood; the help is printed. */
export const USAGE = 2;
/** Nobody answered, or something that is not Fairline: whether it was done is not known. */
export const UNREACHABLE = 3;
