// The class of the one object that counts practices.
import { PracticeHouse as House } from "../../durable-objects/practice-house/object.ts";

export class PracticeHouse extends House<Env> {}
