-- +goose Up
-- Refunds by state, and what moved an account, newest first; ids are in the order of time.
CREATE INDEX ix_refunds_state ON refunds (state, id);
CREATE INDEX ix_postings_account ON postings (account, journal_id);
