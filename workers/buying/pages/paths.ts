// Where buying lives.
import { paths } from "../../kit/pages/paths.ts";

const part = encodeURIComponent;

export const buyingPaths = {
  checkout: (hold_id: string): string => `/checkout/${part(hold_id)}`,
  release: (hold_id: string): string => `/checkout/${part(hold_id)}/release`,
  booking: (booking_id: string): string => `${paths.bookings}/${part(booking_id)}`,
  cancel: (booking_id: string): string => `${paths.bookings}/${part(booking_id)}/cancel`,
  ticket: (ticket_id: string): string => `/tickets/${part(ticket_id)}`,
  offerBack: (ticket_id: string): string => `/tickets/${part(ticket_id)}/return`,
  handOver: (ticket_id: string): string => `/tickets/${part(ticket_id)}/handover`,
  wallet: (ticket_id: string, wallet: "google"): string => `/tickets/${part(ticket_id)}/wallet/${wallet}`,
  calendar: (ticket_id: string): string => `/v1/api/tickets/${part(ticket_id)}/calendar.ics`,
  story: (number: string): string => `/manage/bookings/${part(number)}`,
  findStory: "/manage/bookings",
} as const;
