CREATE TABLE `broadcasts` (
	`id` text PRIMARY KEY NOT NULL,
	`show_id` text NOT NULL,
	`cause` text NOT NULL,
	`params` text NOT NULL,
	`after_user_id` text DEFAULT '' NOT NULL,
	`told` integer DEFAULT 0 NOT NULL,
	`status` text DEFAULT 'WAITING' NOT NULL,
	`tries` integer DEFAULT 0 NOT NULL,
	`next_try_at_ms` integer NOT NULL,
	`created_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `broadcasts_due` ON `broadcasts` (`status`,`next_try_at_ms`);--> statement-breakpoint
CREATE TABLE `mail_choices` (
	`user_id` text PRIMARY KEY NOT NULL,
	`choices` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `open_inboxes` (
	`user_id` text PRIMARY KEY NOT NULL,
	`until_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `push_subscriptions` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`session_id` text NOT NULL,
	`endpoint` text NOT NULL,
	`p256dh` text NOT NULL,
	`auth` text NOT NULL,
	`language` text NOT NULL,
	`created_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `push_subscriptions_user` ON `push_subscriptions` (`user_id`);--> statement-breakpoint
DROP INDEX `notifications_user`;--> statement-breakpoint
ALTER TABLE `notifications` ADD `seq` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
UPDATE `notifications` SET `seq` = (SELECT count(*) FROM `notifications` AS `older` WHERE `older`.`user_id` = `notifications`.`user_id` AND `older`.rowid <= `notifications`.rowid);--> statement-breakpoint
CREATE UNIQUE INDEX `notifications_seq` ON `notifications` (`user_id`,`seq`);--> statement-breakpoint
CREATE INDEX `notifications_unread` ON `notifications` (`user_id`) WHERE read_at_ms IS NULL AND deleted_at_ms IS NULL;