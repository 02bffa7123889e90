CREATE TABLE `dead_letters` (
	`id` text PRIMARY KEY NOT NULL,
	`queue` text NOT NULL,
	`body` text,
	`attempts` integer NOT NULL,
	`died_at_ms` integer NOT NULL,
	`sent_again_at_ms` integer
);
--> statement-breakpoint
CREATE INDEX `dead_letters_open` ON `dead_letters` (`sent_again_at_ms`,`died_at_ms`);--> statement-breakpoint
CREATE TABLE `parked_records` (
	`booking_id` text PRIMARY KEY NOT NULL,
	`number` text NOT NULL,
	`show_id` text NOT NULL,
	`reason` text NOT NULL,
	`parked_at_ms` integer NOT NULL,
	`sent_again_at_ms` integer
);
--> statement-breakpoint
CREATE INDEX `parked_records_open` ON `parked_records` (`sent_again_at_ms`,`parked_at_ms`);