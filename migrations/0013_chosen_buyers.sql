CREATE TABLE `broadcast_fans` (
	`broadcast_id` text NOT NULL,
	`user_id` text NOT NULL,
	PRIMARY KEY(`broadcast_id`, `user_id`)
);
--> statement-breakpoint
ALTER TABLE `broadcasts` ADD `to_chosen` integer DEFAULT false NOT NULL;