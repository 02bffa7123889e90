// The one registry of names: what these schemas are called in the OpenAPI document, where a client makes types of them.
// The same schemas parse and answer; a name only says which of them somebody outside has a word for.
import * as z from "zod/mini";
import { layoutInput } from "../layout.ts";
import * as catalogue from "./catalogue.ts";
import * as checks from "./checks.ts";
import { problem } from "./common.ts";
import * as line from "./line.ts";
import { notificationAnswer } from "./notifications.ts";
import * as payments from "./payments.ts";
import * as people from "./people.ts";
import * as rehearsals from "./rehearsals.ts";
import * as seats from "./seats.ts";
import * as status from "./status.ts";

export const NAMED: Readonly<Record<string, z.ZodMiniType>> = {
  Problem: problem,
  // The service itself
  ServiceStatus: status.statusAnswer,
  StopInput: status.stopInput,
  // People
  User: people.userAnswer,
  Session: people.sessionAnswer,
  Device: people.sessionItem,
  ProfilePatch: people.profilePatch,
  // What anyone may read
  ShowSummary: catalogue.showSummary,
  Show: catalogue.showDetail,
  Showtime: catalogue.showtimeAnswer,
  Venue: catalogue.venueAnswer,
  Layout: catalogue.layoutAnswer,
  SeatsLeft: catalogue.seatsLeft,
  // The line
  Place: line.placeAnswer,
  JoinedPlace: line.joinAnswer,
  JoinInput: checks.joinInput,
  JoinCheck: checks.checkBeforeAnswer,
  ClaimInput: line.claimInput,
  LineNotice: line.lineNotice,
  LineLog: line.logAnswer,
  Checkpoint: line.checkpointAnswer,
  Draw: line.drawAnswer,
  // Seats and buying
  Seats: seats.seatsAnswer,
  HoldInput: seats.holdInput,
  Hold: seats.holdAnswer,
  BookingInput: seats.bookingInput,
  Booking: seats.bookingAnswer,
  PaymentInput: payments.paymentInput,
  PaymentStarted: payments.paymentStarted,
  Payment: payments.paymentStatus,
  Cancellation: payments.cancellationAnswer,
  Ticket: payments.ticketAnswer,
  Notification: notificationAnswer,
  // The organiser's side
  RoomSettings: catalogue.roomSettings,
  ShowLimits: catalogue.showLimits,
  ManagedShow: catalogue.managedShow,
  ShowInput: catalogue.showInput,
  ShowtimeInput: catalogue.showtimeInput,
  VenueInput: catalogue.venueInput,
  LayoutInput: layoutInput,
  Sale: line.saleAnswerBody,
  RehearsalInput: rehearsals.rehearsalInput,
  Rehearsal: rehearsals.rehearsalAnswer,
};

export const names = z.registry<{ id: string }>();
for (const [id, schema] of Object.entries(NAMED)) names.add(schema, { id });
