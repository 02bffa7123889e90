ALTER TABLE `shows` ADD `layout_version` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `shows` ADD `rev` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
UPDATE `shows` SET `layout_version` = (SELECT `layout_version` FROM `venues` WHERE `venues`.`id` = `shows`.`venue_id`);
