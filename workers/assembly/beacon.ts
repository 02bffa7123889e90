// The class of the objects that fetch rounds, wired to the network and the lines.
import { beacon } from "../../durable-objects/beacon/object.ts";
import { beaconPorts } from "../line/beacon-roads.ts";

export class Beacon extends beacon(beaconPorts) {}
