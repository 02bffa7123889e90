CREATE TABLE `job_items` (
	`job_id` text NOT NULL,
	`booking_id` text NOT NULL,
	`status` text NOT NULL,
	`seats` text,
	`round` integer DEFAULT 1 NOT NULL,
	`refund_id` text,
	`refund_krw` integer DEFAULT 0 NOT NULL,
	`fee_krw` integer DEFAULT 0 NOT NULL,
	`code` text,
	PRIMARY KEY(`job_id`, `booking_id`)
);
--> statement-breakpoint
CREATE INDEX `job_items_status` ON `job_items` (`job_id`,`status`,`booking_id`);--> statement-breakpoint
CREATE INDEX `job_items_failed` ON `job_items` (`status`,`job_id`);--> statement-breakpoint
CREATE TABLE `jobs` (
	`id` text PRIMARY KEY NOT NULL,
	`show_id` text NOT NULL,
	`kind` text NOT NULL,
	`reason` text NOT NULL,
	`asker_id` text NOT NULL,
	`status` text DEFAULT 'RUNNING' NOT NULL,
	`told_at_ms` integer,
	`tries` integer DEFAULT 0 NOT NULL,
	`next_try_at_ms` integer NOT NULL,
	`created_at_ms` integer NOT NULL,
	`finished_at_ms` integer
);
--> statement-breakpoint
CREATE INDEX `jobs_due` ON `jobs` (`status`,`next_try_at_ms`);--> statement-breakpoint
CREATE INDEX `jobs_show` ON `jobs` (`show_id`,`created_at_ms`,`id`);