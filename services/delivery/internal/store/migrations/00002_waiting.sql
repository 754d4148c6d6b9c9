-- +goose Up
-- 1 while a job waits because nobody could be asked; NULL otherwise, so that the index has only those.
ALTER TABLE deliveries ADD COLUMN waiting INT NULL;
CREATE INDEX ix_deliveries_waiting ON deliveries (waiting, id);
