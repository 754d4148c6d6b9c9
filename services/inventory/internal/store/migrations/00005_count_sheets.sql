-- +goose Up
CREATE TABLE count_sheets (
  id              BIGINT       NOT NULL PRIMARY KEY,
  store_id        BIGINT       NOT NULL,
  name            VARCHAR(64)  NOT NULL,
  cover           INT          NOT NULL,
  category_id     BIGINT       NOT NULL,
  blind           BOOLEAN      NOT NULL,
  state           INT          NOT NULL,
  line_count      INT          NOT NULL,
  counted_count   INT          NOT NULL,
  opened_by       BIGINT       NOT NULL,
  opened_at       DATETIME(3)  NOT NULL,
  submitted_by    BIGINT       NOT NULL,
  submitted_at    DATETIME(3)  NULL,
  reviewed_by     BIGINT       NOT NULL,
  reviewed_at     DATETIME(3)  NULL,
  counted_at      DATETIME(3)  NULL,
  reason          VARCHAR(128) NOT NULL,
  over_value      BIGINT       NOT NULL,
  short_value     BIGINT       NOT NULL,
  different_count INT          NOT NULL,
  posted_count    INT          NOT NULL,
  refused_count   INT          NOT NULL,
  last_act        INT          NOT NULL,
  version         BIGINT       NOT NULL,
  request_key     VARCHAR(64)  NOT NULL,
  request_hash    BIGINT       NOT NULL,
  CONSTRAINT uq_count_sheets_request UNIQUE (store_id, request_key)
);
CREATE INDEX ix_count_sheets_store ON count_sheets (store_id, id);
CREATE INDEX ix_count_sheets_state ON count_sheets (store_id, state, id);

-- A line's book number is read in the transaction that stores its count.
CREATE TABLE count_lines (
  sheet_id    BIGINT      NOT NULL,
  sku_id      BIGINT      NOT NULL,
  status      INT         NOT NULL,
  price       BIGINT      NOT NULL,
  book        BIGINT      NOT NULL,
  counted     BIGINT      NOT NULL,
  counted_by  BIGINT      NOT NULL,
  counted_at  DATETIME(3) NULL,
  movement_id BIGINT      NOT NULL,
  reserved    BIGINT      NOT NULL,
  PRIMARY KEY (sheet_id, sku_id)
) /*sqlite:WITHOUT ROWID*/;

-- Every count that was ever entered, by the attempt's key: a count that is repeated late undoes none that came after it.
CREATE TABLE count_entries (
  sheet_id    BIGINT      NOT NULL,
  request_key VARCHAR(64) NOT NULL,
  sku_id      BIGINT      NOT NULL,
  book        BIGINT      NOT NULL,
  counted     BIGINT      NOT NULL,
  counted_by  BIGINT      NOT NULL,
  counted_at  DATETIME(3) NOT NULL,
  PRIMARY KEY (sheet_id, request_key)
) /*sqlite:WITHOUT ROWID*/;
