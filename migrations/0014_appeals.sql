CREATE TABLE `appeals` (
	`id` text PRIMARY KEY NOT NULL,
	`show_id` text NOT NULL,
	`user_id` text NOT NULL,
	`position` integer NOT NULL,
	`text` text NOT NULL,
	`status` text DEFAULT 'OPEN' NOT NULL,
	`answer` text,
	`created_at_ms` integer NOT NULL,
	`decided_at_ms` integer,
	`decided_by` text,
	FOREIGN KEY (`show_id`) REFERENCES `shows`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `appeals_show` ON `appeals` (`show_id`,`created_at_ms`,`id`);--> statement-breakpoint
CREATE INDEX `appeals_user` ON `appeals` (`user_id`,`show_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `appeals_open` ON `appeals` (`show_id`,`user_id`) WHERE status = 'OPEN';