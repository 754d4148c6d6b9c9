-- +goose Up
-- What people agreed to and took back; rows are only added. Kept as long as the account, and three years after.
CREATE TABLE consents (
  id         BIGINT      NOT NULL PRIMARY KEY,
  user_id    BIGINT      NOT NULL,
  kind       INT         NOT NULL,
  version    VARCHAR(32) NOT NULL,
  granted    BOOLEAN     NOT NULL,
  created_at DATETIME(3) NOT NULL
);
CREATE INDEX ix_consents_user ON consents (user_id, id);
