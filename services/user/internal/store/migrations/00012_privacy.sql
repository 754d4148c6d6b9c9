-- +goose Up
-- When an account was closed and its personal data erased; NULL while it is anybody's.
ALTER TABLE users ADD COLUMN deleted_at DATETIME(3) NULL;

-- What people ask for their data: a copy (kind 1) or their erasure (kind 2). open_kind is the kind while a request is under
-- way, or its copy kept: a person has one of each. sealed holds the copy, or the certificate; progress what was erased so far.
CREATE TABLE privacy_requests (
  id          BIGINT      NOT NULL PRIMARY KEY,
  user_id     BIGINT      NOT NULL,
  kind        INT         NOT NULL,
  state       INT         NOT NULL,
  open_kind   INT         NULL,
  code_digest VARCHAR(64) NULL,
  sealed      MEDIUMTEXT  NOT NULL,
  progress    JSON        NOT NULL,
  created_at  DATETIME(3) NOT NULL,
  due_at      DATETIME(3) NOT NULL,
  ended_at    DATETIME(3) NULL
);
CREATE UNIQUE INDEX ux_privacy_requests_open ON privacy_requests (user_id, open_kind);
CREATE UNIQUE INDEX ux_privacy_requests_code ON privacy_requests (code_digest);
CREATE INDEX ix_privacy_requests_user ON privacy_requests (user_id, kind, id);
CREATE INDEX ix_privacy_requests_due ON privacy_requests (open_kind, due_at);
CREATE INDEX ix_privacy_requests_ended ON privacy_requests (ended_at);
