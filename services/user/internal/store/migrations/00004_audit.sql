-- +goose Up
-- What operators did. Rows are only ever added; each holds the digest of the one before, so that one that was changed or
-- removed shows.
CREATE TABLE audit_entries (
  id         BIGINT       NOT NULL PRIMARY KEY,
  seq        BIGINT       NOT NULL,
  actor_id   BIGINT       NOT NULL,
  permission VARCHAR(64)  NOT NULL,
  target_id  BIGINT       NOT NULL,
  body       TEXT         NOT NULL,
  digest     VARCHAR(64)  NOT NULL
);
CREATE UNIQUE INDEX ux_audit_entries_seq ON audit_entries (seq);
CREATE INDEX ix_audit_entries_actor ON audit_entries (actor_id, id);
CREATE INDEX ix_audit_entries_permission ON audit_entries (permission, id);
CREATE INDEX ix_audit_entries_target ON audit_entries (target_id, id);

-- The end of the chain.
CREATE TABLE audit_head (
  id     INT         NOT NULL PRIMARY KEY,
  seq    BIGINT      NOT NULL,
  digest VARCHAR(64) NOT NULL
);
INSERT INTO audit_head (id, seq, digest) VALUES (1, 0, '');
