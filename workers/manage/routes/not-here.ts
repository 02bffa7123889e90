// What the contract names and this version does not do yet: refused, so that nobody builds a sale on it. One function a
// feature; the change that brings the feature deletes it.
import type { RoomSettings } from "../../../schema/http/catalogue.ts";
import { Refusal } from "../../kit/failures.ts";

type Room = { readonly relays?: RoomSettings["relays"] };

export function refuseRelays(path: string, room: Room | undefined): void {
  if ((room?.relays ?? 0) > 0) refuse(path, "relays are not available here yet; 0 is");
}

function refuse(path: string, message: string): never {
  throw new Refusal("invalid", { errors: [{ path, message }] });
}
