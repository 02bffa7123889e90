// What the contract names and this version does not do yet: refused, so that nobody builds a sale on it. One function a
// feature; the change that brings the feature deletes it.
import type { RoomSettings } from "../../../schema/http/catalogue.ts";
import { Refusal } from "../../kit/failures.ts";

type Room = { readonly [Name in "admission" | "relays"]?: RoomSettings[Name] };

export function refuseDraw(path: string, room: Room | undefined): void {
  if (room?.admission === "draw") refuse(path, "drawing the order of a lobby is not available here yet");
}

export function refuseRelays(path: string, room: Room | undefined): void {
  if ((room?.relays ?? 0) > 0) refuse(path, "relays are not available here yet; 0 is");
}

function refuse(path: string, message: string): never {
  throw new Refusal("invalid", { errors: [{ path, message }] });
}
