-- +goose Up
CREATE TABLE users (
  id               BIGINT       NOT NULL PRIMARY KEY,
  nickname         VARCHAR(64)  NOT NULL,
  avatar_url       VARCHAR(512) NOT NULL,
  phone_sealed     VARCHAR(128) NOT NULL,
  phone_index      VARCHAR(64)  NULL,
  openid           VARCHAR(64)  NOT NULL,
  age_confirmed_at DATETIME(3)  NULL,
  notice_version   VARCHAR(32)  NOT NULL,
  disabled         BOOLEAN      NOT NULL,
  created_at       DATETIME(3)  NOT NULL
);
CREATE UNIQUE INDEX ux_users_phone ON users (phone_index);

-- One person has several identities: an openid per app, a unionid.
CREATE TABLE identities (
  kind    VARCHAR(16) NOT NULL,
  subject VARCHAR(64) NOT NULL,
  user_id BIGINT      NOT NULL,
  PRIMARY KEY (kind, subject)
);
CREATE INDEX ix_identities_user ON identities (user_id);

CREATE TABLE staff (
  user_id       BIGINT       NOT NULL PRIMARY KEY,
  username      VARCHAR(32)  NOT NULL,
  name          VARCHAR(64)  NOT NULL,
  password_hash VARCHAR(255) NOT NULL,
  roles         BIGINT       NOT NULL,
  store_ids     JSON         NOT NULL,
  disabled      BOOLEAN      NOT NULL,
  failures      INT          NOT NULL,
  locked_until  DATETIME(3)  NULL,
  request_key   VARCHAR(64)  NOT NULL,
  created_at    DATETIME(3)  NOT NULL
);
CREATE UNIQUE INDEX ux_staff_username ON staff (username);
CREATE UNIQUE INDEX ux_staff_request ON staff (request_key);

CREATE TABLE sessions (
  id         BIGINT      NOT NULL PRIMARY KEY,
  user_id    BIGINT      NOT NULL,
  device     VARCHAR(64) NOT NULL,
  generation BIGINT      NOT NULL,
  rotated_at DATETIME(3) NOT NULL,
  expires_at DATETIME(3) NOT NULL,
  revoked_at DATETIME(3) NULL,
  created_at DATETIME(3) NOT NULL
);
CREATE INDEX ix_sessions_user ON sessions (user_id, id);
CREATE INDEX ix_sessions_expiry ON sessions (expires_at);

CREATE TABLE addresses (
  id           BIGINT       NOT NULL PRIMARY KEY,
  user_id      BIGINT       NOT NULL,
  request_key  VARCHAR(64)  NOT NULL,
  contact_name VARCHAR(64)  NOT NULL,
  phone        VARCHAR(16)  NOT NULL,
  province     VARCHAR(32)  NOT NULL,
  city         VARCHAR(32)  NOT NULL,
  district     VARCHAR(32)  NOT NULL,
  street       VARCHAR(128) NOT NULL,
  door         VARCHAR(64)  NOT NULL,
  lat_e6       INT          NOT NULL,
  lng_e6       INT          NOT NULL,
  is_default   BOOLEAN      NOT NULL,
  label        VARCHAR(16)  NOT NULL,
  created_at   DATETIME(3)  NOT NULL
);
CREATE INDEX ix_addresses_user ON addresses (user_id, id);
CREATE UNIQUE INDEX ux_addresses_request ON addresses (user_id, request_key);

-- The private halves are sealed with the installation's secret.
CREATE TABLE signing_keys (
  id         VARCHAR(32)  NOT NULL PRIMARY KEY,
  sealed     VARCHAR(255) NOT NULL,
  public_x   VARCHAR(64)  NOT NULL,
  created_at DATETIME(3)  NOT NULL
);
