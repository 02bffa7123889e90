ALTER TABLE `jobs` ADD `request_id` text;--> statement-breakpoint
ALTER TABLE `mail_outbox` ADD `request_id` text;