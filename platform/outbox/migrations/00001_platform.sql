-- +goose Up

-- Events on their way out. sent_ms = 0 means pending. due_ms orders them: the time of the append, or a timer's
-- due time. Times are Unix milliseconds: they are keys here, and half as wide as a date.
CREATE TABLE outbox (
  id         BIGINT       NOT NULL PRIMARY KEY,
  sent_ms    BIGINT       NOT NULL,
  due_ms     BIGINT       NOT NULL,
  order_key  BIGINT       NOT NULL,
  topic      VARCHAR(128) NOT NULL,
  payload    MEDIUMBLOB   NOT NULL,
  request_id VARCHAR(64)  NOT NULL,
  trace      VARCHAR(64)  NOT NULL
);
CREATE INDEX ix_outbox_due ON outbox (sent_ms, due_ms, id);

-- Who relays the outbox. holder = 0 means that the last relay stopped in order.
CREATE TABLE outbox_relay (
  id       BIGINT NOT NULL PRIMARY KEY,
  holder   BIGINT NOT NULL,
  until_ms BIGINT NOT NULL
);
INSERT INTO outbox_relay (id, holder, until_ms) VALUES (1, 0, 0);

-- Events that a group has handled.
CREATE TABLE inbox (
  event_id BIGINT      NOT NULL,
  grp      VARCHAR(64) NOT NULL,
  at_ms    BIGINT      NOT NULL,
  PRIMARY KEY (event_id, grp)
) /*sqlite: WITHOUT ROWID*/;
CREATE INDEX ix_inbox_at ON inbox (at_ms);

-- Events that a group could not handle, until somebody replays them.
CREATE TABLE dead_letter (
  grp        VARCHAR(64)  NOT NULL,
  event_id   BIGINT       NOT NULL,
  topic      VARCHAR(128) NOT NULL,
  order_key  BIGINT       NOT NULL,
  service    VARCHAR(64)  NOT NULL,
  payload    MEDIUMBLOB   NOT NULL,
  request_id VARCHAR(64)  NOT NULL,
  trace      VARCHAR(64)  NOT NULL,
  at_ms      BIGINT       NOT NULL,
  failed_ms  BIGINT       NOT NULL,
  attempts   BIGINT       NOT NULL,
  error      TEXT         NOT NULL,
  PRIMARY KEY (grp, event_id)
);
