CREATE TABLE `vip_guests` (
	`show_id` text NOT NULL,
	`email` text NOT NULL,
	PRIMARY KEY(`show_id`, `email`),
	FOREIGN KEY (`show_id`) REFERENCES `shows`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `shows` ADD `vip_opens_at_ms` integer;--> statement-breakpoint
ALTER TABLE `shows` ADD `vip_code` text;