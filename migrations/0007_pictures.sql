CREATE TABLE `picture_parts` (
	`name` text NOT NULL,
	`part` integer NOT NULL,
	`bytes` blob NOT NULL,
	PRIMARY KEY(`name`, `part`)
);
