// What a ticket says in the wallet of a phone, and where a person is sent to keep it: the same for every wallet.
import type { Language } from "../../../schema/http/words.ts";

export type WalletTicket = {
  readonly ticket_id: string;
  /** A pass is of one holder: after a hand-over it is another. */
  readonly generation: number;
  readonly show_id: string;
  readonly showtime_id: string;
  readonly title: string;
  readonly venue: string;
  readonly starts_at_ms: number;
  readonly section: string;
  readonly row: string;
  readonly label: string;
  readonly booking_number: string;
  /** As the QR code of the ticket's page carries it. */
  readonly qr_text: string;
  readonly language: Language;
};

export type Wallet = {
  readonly name: "google";
  readonly saveUrl: (ticket: WalletTicket, now_ms: number) => Promise<string>;
};
