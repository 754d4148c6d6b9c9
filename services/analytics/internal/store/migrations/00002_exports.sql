-- +goose Up

-- Lists as files. run_slot is the person while the export runs and its own id otherwise: a person has one running at a time.
CREATE TABLE exports (
  id             BIGINT       NOT NULL PRIMARY KEY,
  user_id        BIGINT       NOT NULL,
  request_key    VARCHAR(64)  NOT NULL,
  request_hash   VARCHAR(64)  NOT NULL,
  source         VARCHAR(64)  NOT NULL,
  query          TEXT         NOT NULL,
  columns_json   JSON         NOT NULL,
  format         BIGINT       NOT NULL,
  file_name      VARCHAR(128) NOT NULL,
  report_id      BIGINT       NOT NULL,
  state          BIGINT       NOT NULL,
  run_slot       BIGINT       NOT NULL,
  lease_until    BIGINT       NOT NULL,
  attempts       BIGINT       NOT NULL,
  row_count      BIGINT       NOT NULL,
  bytes          BIGINT       NOT NULL,
  truncated      BIGINT       NOT NULL,
  failure        VARCHAR(255) NOT NULL,
  failure_reason VARCHAR(64)  NOT NULL,
  created_at     DATETIME(3)  NOT NULL,
  finished_at    DATETIME(3)  NULL,
  expires_at     DATETIME(3)  NULL
);
CREATE UNIQUE INDEX ux_exports_request ON exports (user_id, request_key);
CREATE UNIQUE INDEX ux_exports_run ON exports (run_slot);
CREATE INDEX ix_exports_user ON exports (user_id, id);
CREATE INDEX ix_exports_state ON exports (state, id);
CREATE INDEX ix_exports_expires ON exports (expires_at);
