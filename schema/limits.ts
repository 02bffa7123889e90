// Every limit on what comes from outside, in one place, each with its reason. Tests stand at the limit and one past it.
export const LIMITS = {
  /** A layout of 50,000 explicit seats is about 3 MB of JSON; every other body is far smaller. */
  body_bytes: 64 * 1024,
  layout_body_bytes: 8 * 1024 * 1024,
  /** Nothing that is asked for stands deeper; a tree of any depth would be built before it could be refused. */
  json_depth: 32,
  /** Ten for each seat of the largest layout. */
  json_nodes: 500_000,
  /** A seating plan from elsewhere; the largest in use are a third of it. */
  plan_bytes: 5 * 1024 * 1024,
  /** What is read and thrown away behind a refusal: who is still sending would otherwise never read the answer. */
  discarded_body_bytes: 16 * 1024 * 1024,
  /** Lists answer one screen at a time. */
  page_items_default: 20,
  page_items_max: 100,
  cursor_chars: 256,
  search_chars: 80,
  /** The largest stadium sold here; typed arrays of the ledger are sized by it. */
  seats_per_venue: 50_000,
  sections_per_venue: 400,
  rows_per_section: 200,
  seats_per_row: 400,
  section_name_chars: 60,
  seat_label_chars: 12,
  outline_points: 64,
  coordinate_max: 100_000,
  title_chars: 120,
  description_chars: 4_000,
  venue_name_chars: 120,
  price_krw_max: 10_000_000,
  email_chars: 254,
  name_chars: 60,
  phone_chars: 20,
  /** Rounds a show may have; a year-long musical plays fewer. */
  showtimes_per_show: 400,
  /** A run of half a year in one go; each makes a ledger. */
  showtimes_per_series: 200,
  rounds_per_day: 12,
  /** A poster of 2,000 by 3,000 pixels as a good JPEG is half of it. */
  poster_bytes: 2 * 1024 * 1024,
  idempotency_key_chars: 128,
  /** The most that a show may let one fan buy, and so the most that one hold can name. */
  seats_per_hold: 20,
  /** At 5,000 sockets each a third of a million fans at once; their calls are a quarter of what one line takes. */
  relays_per_line: 64,
  /** A page of the public log; a busy sale writes a few entries a second. */
  log_entries_max: 1_000,
  notice_chars: 500,
  /** Read above every page, on a phone too. */
  stop_text_chars: 200,
  /** A third party's token is said to be at most this long. */
  check_token_chars: 2_048,
  /** A fan club; more is a sale of its own. */
  vip_guests: 5_000,
  /** A table of them with names and telephone numbers beside the addresses. */
  vip_list_bytes: 1024 * 1024,
  reason_chars: 200,
  /** What a removed fan has to say for themselves. */
  appeal_chars: 500,
  /** As many seats as one act blocks, with the longest names. */
  blocks_form_bytes: 256 * 1024,
  /** A booking, a letter, a queue's own id of a message. */
  failure_id_chars: 80,
  /** The edge gives each request an id; what comes longer was not given by it. */
  request_id_chars: 64,
  /** Bookings that a job is given by their ids; more are chosen by a filter. */
  job_bookings: 1_000,
  /** What a forecast plays: it must end while somebody waits for it, in an object's memory. */
  forecast_fans: 200_000,
  forecast_seats: 65_000,
  forecast_arrivals_ms: 6 * 3_600_000,
  forecast_decide_ms: 600_000,
  /** Made-up fans of a live rehearsal, at a real line and ledger; they are through within its hour. */
  rehearsal_bots: 500,
  rehearsal_arrivals_ms: 20 * 60_000,
  /** Forecasts and live rehearsals of a show that are kept; the oldest make room. */
  rehearsals_per_show: 50,
  /** A hall's worth of rounds; a show with more is refunded showtime by showtime. */
  job_items: 50_000,
  /** Seats that a refusal names; it says how many there are. */
  seats_named: 100,
  /** A made-up crowd of any size would weigh on a sale. */
  practice_bots: 500,
  /** A seed is a number that fits into a link and into a whole number of 32 bits. */
  practice_seed_max: 4_294_967_295,
  nickname_chars: 12,
  /** An evening's doors of the largest stadium, several times over. */
  doors_per_show: 200,
  /** What a device brings at once after an hour alone; it comes again with the rest. */
  scans_per_batch: 500,
  scan_batch_bytes: 512 * 1024,
  /** A page of an object's copy: one row of it may be a mebibyte, written as text. */
  copy_page_bytes: 4 * 1024 * 1024,
  /** Half a million rows of an object; a line of a million fans has a fifth of it. */
  copy_pages: 100_000,
  copy_cursor_chars: 1_000,
} as const;
