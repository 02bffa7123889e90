CREATE TABLE `practice_results` (
	`id` text PRIMARY KEY NOT NULL,
	`level` text NOT NULL,
	`nickname` text NOT NULL,
	`grade` text NOT NULL,
	`own_ms` integer NOT NULL,
	`place` integer,
	`created_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `practice_results_best` ON `practice_results` (`level`,`own_ms`,`id`);