"""The quick way's SQL: one adapter for each database, behind `boards.writer.Store`."""
