// The class of the objects in which sales are rehearsed.
import { rehearsals } from "../../durable-objects/rehearsals/rehearsals.ts";

export class Rehearsals extends rehearsals<Env>() {}
