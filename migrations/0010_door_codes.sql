ALTER TABLE `doors` ADD `showtimes` text;--> statement-breakpoint
ALTER TABLE `doors` ADD `code` text;--> statement-breakpoint
CREATE UNIQUE INDEX `doors_code` ON `doors` (`code`);