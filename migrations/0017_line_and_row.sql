ALTER TABLE `shows` ADD `line_told_at_ms` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `shows` ADD `settled_rev` integer DEFAULT -1 NOT NULL;