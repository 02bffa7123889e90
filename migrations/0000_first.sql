CREATE TABLE `grades` (
	`show_id` text NOT NULL,
	`grade` text NOT NULL,
	`price_krw` integer NOT NULL,
	PRIMARY KEY(`show_id`, `grade`),
	FOREIGN KEY (`show_id`) REFERENCES `shows`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `layouts` (
	`layout_version` text PRIMARY KEY NOT NULL,
	`venue_id` text NOT NULL,
	`capacity` integer NOT NULL,
	`places_by_grade` text NOT NULL,
	`body_gzip` blob NOT NULL,
	`created_at_ms` integer NOT NULL,
	FOREIGN KEY (`venue_id`) REFERENCES `venues`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `layouts_venue` ON `layouts` (`venue_id`,`created_at_ms`);--> statement-breakpoint
CREATE TABLE `shows` (
	`id` text PRIMARY KEY NOT NULL,
	`owner_id` text NOT NULL,
	`venue_id` text NOT NULL,
	`region` text NOT NULL,
	`genre` text NOT NULL,
	`status` text NOT NULL,
	`title` text NOT NULL,
	`description` text DEFAULT '' NOT NULL,
	`languages` text NOT NULL,
	`teams` text,
	`poster` text,
	`age_limit` integer DEFAULT 0 NOT NULL,
	`running_minutes` integer,
	`lobby_opens_at_ms` integer,
	`opens_at_ms` integer NOT NULL,
	`closes_at_ms` integer NOT NULL,
	`sale_override` text,
	`sold_out` integer DEFAULT false NOT NULL,
	`room` text NOT NULL,
	`limits` text NOT NULL,
	`views` integer DEFAULT 0 NOT NULL,
	`price_min_krw` integer NOT NULL,
	`price_max_krw` integer NOT NULL,
	`first_starts_at_ms` integer,
	`last_starts_at_ms` integer,
	`search_text` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL,
	FOREIGN KEY (`venue_id`) REFERENCES `venues`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `shows_newest` ON `shows` (`status`,`created_at_ms`,`id`);--> statement-breakpoint
CREATE INDEX `shows_views` ON `shows` (`status`,`views`,`id`);--> statement-breakpoint
CREATE INDEX `shows_soonest` ON `shows` (`status`,`first_starts_at_ms`,`id`);--> statement-breakpoint
CREATE INDEX `shows_owner` ON `shows` (`owner_id`,`created_at_ms`,`id`);--> statement-breakpoint
CREATE INDEX `shows_opens` ON `shows` (`status`,`opens_at_ms`);--> statement-breakpoint
CREATE TABLE `showtimes` (
	`id` text PRIMARY KEY NOT NULL,
	`show_id` text NOT NULL,
	`code` text NOT NULL,
	`round` integer NOT NULL,
	`starts_at_ms` integer NOT NULL,
	`layout_version` text NOT NULL,
	`status` text DEFAULT 'ON_SALE' NOT NULL,
	`seats_left` text NOT NULL,
	`places_open` integer,
	`counts_version` integer DEFAULT 0 NOT NULL,
	`created_at_ms` integer NOT NULL,
	FOREIGN KEY (`show_id`) REFERENCES `shows`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`layout_version`) REFERENCES `layouts`(`layout_version`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `showtimes_code` ON `showtimes` (`code`);--> statement-breakpoint
CREATE UNIQUE INDEX `showtimes_round` ON `showtimes` (`show_id`,`starts_at_ms`,`round`);--> statement-breakpoint
CREATE INDEX `showtimes_starts` ON `showtimes` (`starts_at_ms`);--> statement-breakpoint
CREATE INDEX `showtimes_layout` ON `showtimes` (`layout_version`);--> statement-breakpoint
CREATE TABLE `venues` (
	`id` text PRIMARY KEY NOT NULL,
	`owner_id` text NOT NULL,
	`name` text NOT NULL,
	`name_en` text,
	`region` text NOT NULL,
	`time_zone` text NOT NULL,
	`capacity` integer NOT NULL,
	`layout_version` text NOT NULL,
	`created_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `venues_owner` ON `venues` (`owner_id`,`created_at_ms`);--> statement-breakpoint
CREATE TABLE `audit` (
	`id` text PRIMARY KEY NOT NULL,
	`at_ms` integer NOT NULL,
	`actor_id` text NOT NULL,
	`action` text NOT NULL,
	`subject_kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`details` text NOT NULL,
	`request_id` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_at` ON `audit` (`at_ms`,`id`);--> statement-breakpoint
CREATE INDEX `audit_subject` ON `audit` (`subject_kind`,`subject_id`);--> statement-breakpoint
CREATE TABLE `code_sends` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`challenge_hash` text NOT NULL,
	`address_range` text NOT NULL,
	`email` text NOT NULL,
	`at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `code_sends_challenge` ON `code_sends` (`challenge_hash`,`at_ms`);--> statement-breakpoint
CREATE INDEX `code_sends_range` ON `code_sends` (`address_range`,`at_ms`);--> statement-breakpoint
CREATE INDEX `code_sends_at` ON `code_sends` (`at_ms`);--> statement-breakpoint
CREATE TABLE `identities` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`provider` text NOT NULL,
	`subject` text NOT NULL,
	`email` text,
	`created_at_ms` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `identities_subject` ON `identities` (`provider`,`subject`);--> statement-breakpoint
CREATE INDEX `identities_user` ON `identities` (`user_id`);--> statement-breakpoint
CREATE TABLE `kept_answers` (
	`user_id` text NOT NULL,
	`route` text NOT NULL,
	`key` text NOT NULL,
	`body_hash` text NOT NULL,
	`status` integer NOT NULL,
	`answer` text NOT NULL,
	`expires_at_ms` integer NOT NULL,
	PRIMARY KEY(`user_id`, `route`, `key`)
);
--> statement-breakpoint
CREATE INDEX `kept_answers_expires` ON `kept_answers` (`expires_at_ms`);--> statement-breakpoint
CREATE TABLE `login_codes` (
	`challenge_hash` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`code_hash` text NOT NULL,
	`tries` integer DEFAULT 0 NOT NULL,
	`expires_at_ms` integer NOT NULL,
	`used_at_ms` integer
);
--> statement-breakpoint
CREATE INDEX `login_codes_expires` ON `login_codes` (`expires_at_ms`);--> statement-breakpoint
CREATE TABLE `refresh_tokens` (
	`hash` text PRIMARY KEY NOT NULL,
	`session_id` text NOT NULL,
	`issued_at_ms` integer NOT NULL,
	`expires_at_ms` integer NOT NULL,
	`used_at_ms` integer,
	FOREIGN KEY (`session_id`) REFERENCES `sessions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `refresh_tokens_session` ON `refresh_tokens` (`session_id`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`user_agent` text DEFAULT '' NOT NULL,
	`address_prefix` text DEFAULT '' NOT NULL,
	`created_at_ms` integer NOT NULL,
	`last_seen_at_ms` integer NOT NULL,
	`expires_at_ms` integer NOT NULL,
	`ended_at_ms` integer,
	`end_reason` text,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `sessions_user` ON `sessions` (`user_id`,`created_at_ms`);--> statement-breakpoint
CREATE INDEX `sessions_ended` ON `sessions` (`ended_at_ms`);--> statement-breakpoint
CREATE TABLE `token_cuts` (
	`subject` text PRIMARY KEY NOT NULL,
	`before_ms` integer NOT NULL,
	`made_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `token_cuts_made` ON `token_cuts` (`made_at_ms`);--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text,
	`name` text DEFAULT '' NOT NULL,
	`phone` text DEFAULT '' NOT NULL,
	`language` text DEFAULT 'ko' NOT NULL,
	`role` text DEFAULT 'USER' NOT NULL,
	`status` text DEFAULT 'ACTIVE' NOT NULL,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_email` ON `users` (`email`);--> statement-breakpoint
CREATE INDEX `users_created` ON `users` (`created_at_ms`,`id`);--> statement-breakpoint
CREATE TABLE `booked_seats` (
	`ticket_id` text PRIMARY KEY NOT NULL,
	`booking_id` text NOT NULL,
	`showtime_id` text NOT NULL,
	`seat_id` text NOT NULL,
	`grade` text NOT NULL,
	`price_krw` integer NOT NULL,
	`status` text NOT NULL,
	`rev` integer NOT NULL,
	FOREIGN KEY (`booking_id`) REFERENCES `bookings`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `booked_seats_live` ON `booked_seats` (`showtime_id`,`seat_id`) WHERE status <> 'VOID';--> statement-breakpoint
CREATE INDEX `booked_seats_booking` ON `booked_seats` (`booking_id`);--> statement-breakpoint
CREATE TABLE `bookings` (
	`id` text PRIMARY KEY NOT NULL,
	`number` text NOT NULL,
	`user_id` text NOT NULL,
	`show_id` text NOT NULL,
	`showtime_id` text NOT NULL,
	`status` text NOT NULL,
	`total_krw` integer NOT NULL,
	`refunded_krw` integer DEFAULT 0 NOT NULL,
	`fee_krw` integer DEFAULT 0 NOT NULL,
	`rev` integer NOT NULL,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `bookings_number` ON `bookings` (`number`);--> statement-breakpoint
CREATE INDEX `bookings_user` ON `bookings` (`user_id`,`created_at_ms`,`id`);--> statement-breakpoint
CREATE INDEX `bookings_show` ON `bookings` (`show_id`,`status`,`created_at_ms`,`id`);--> statement-breakpoint
CREATE TABLE `live_objects` (
	`name` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`show_id` text NOT NULL,
	`due_at_ms` integer,
	`seen_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `live_objects_due` ON `live_objects` (`due_at_ms`);--> statement-breakpoint
CREATE INDEX `live_objects_show` ON `live_objects` (`show_id`);--> statement-breakpoint
CREATE TABLE `mail_outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`dedupe_key` text NOT NULL,
	`to_email` text NOT NULL,
	`template` text NOT NULL,
	`language` text NOT NULL,
	`params` text NOT NULL,
	`status` text DEFAULT 'WAITING' NOT NULL,
	`tries` integer DEFAULT 0 NOT NULL,
	`next_try_at_ms` integer NOT NULL,
	`created_at_ms` integer NOT NULL,
	`sent_at_ms` integer,
	`last_error` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `mail_outbox_dedupe` ON `mail_outbox` (`dedupe_key`);--> statement-breakpoint
CREATE INDEX `mail_outbox_due` ON `mail_outbox` (`status`,`next_try_at_ms`);--> statement-breakpoint
CREATE TABLE `notifications` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`kind` text NOT NULL,
	`cause` text NOT NULL,
	`params` text NOT NULL,
	`link` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`read_at_ms` integer,
	`deleted_at_ms` integer
);
--> statement-breakpoint
CREATE INDEX `notifications_user` ON `notifications` (`user_id`,`id`);--> statement-breakpoint
CREATE TABLE `payments` (
	`id` text PRIMARY KEY NOT NULL,
	`booking_id` text NOT NULL,
	`provider` text NOT NULL,
	`provider_key` text,
	`amount_krw` integer NOT NULL,
	`status` text NOT NULL,
	`code` text,
	`receipt_url` text,
	`rev` integer NOT NULL,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `payments_booking` ON `payments` (`booking_id`);--> statement-breakpoint
CREATE TABLE `refunds` (
	`id` text PRIMARY KEY NOT NULL,
	`booking_id` text NOT NULL,
	`payment_id` text NOT NULL,
	`amount_krw` integer NOT NULL,
	`fee_krw` integer NOT NULL,
	`reason` text NOT NULL,
	`status` text NOT NULL,
	`rev` integer NOT NULL,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `refunds_booking` ON `refunds` (`booking_id`);