-- +goose Up
CREATE TABLE messages (
  id         BIGINT       NOT NULL PRIMARY KEY,
  user_id    BIGINT       NOT NULL,
  kind       VARCHAR(48)  NOT NULL,
  title      VARCHAR(64)  NOT NULL,
  body       VARCHAR(512) NOT NULL,
  order_id   BIGINT       NOT NULL,
  wechat     JSON         NULL,
  wechat_state INT        NOT NULL,
  created_at DATETIME(3)  NOT NULL
);
CREATE INDEX ix_messages_user ON messages (user_id, id);

-- One mark per person instead of one per message: what lies at or below it was read.
CREATE TABLE inbox_marks (
  user_id    BIGINT NOT NULL PRIMARY KEY,
  read_up_to BIGINT NOT NULL
);

CREATE TABLE preferences (
  user_id          BIGINT  NOT NULL PRIMARY KEY,
  wechat_orders    BOOLEAN NOT NULL,
  wechat_marketing BOOLEAN NOT NULL,
  quiet_start      INT     NOT NULL,
  quiet_end        INT     NOT NULL
);

-- WeChat lets us send one message for each time a person agreed.
CREATE TABLE grants (
  user_id   BIGINT      NOT NULL,
  kind      VARCHAR(48) NOT NULL,
  remaining BIGINT      NOT NULL,
  PRIMARY KEY (user_id, kind),
  CONSTRAINT ck_grants_remaining CHECK (remaining >= 0)
);
CREATE TABLE grant_requests (
  user_id     BIGINT      NOT NULL,
  request_key VARCHAR(64) NOT NULL,
  at          DATETIME(3) NOT NULL,
  PRIMARY KEY (user_id, request_key)
);

CREATE TABLE templates (
  kind               VARCHAR(48)  NOT NULL PRIMARY KEY,
  title              VARCHAR(64)  NOT NULL,
  body               VARCHAR(512) NOT NULL,
  wechat_template_id VARCHAR(64)  NOT NULL,
  wechat_data        JSON         NOT NULL
);
