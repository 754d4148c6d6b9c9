-- +goose Up
-- Companies' OpenID providers that staff may sign in with (企业登录). The secret is sealed. Issuer and claim never change:
-- identities hang on them.
CREATE TABLE openid_providers (
  id            BIGINT        NOT NULL PRIMARY KEY,
  name          VARCHAR(64)   NOT NULL,
  issuer        VARCHAR(512)  NOT NULL,
  client_id     VARCHAR(256)  NOT NULL,
  secret_sealed VARCHAR(1024) NOT NULL,
  claim         VARCHAR(64)   NOT NULL,
  unknown_people INT         NOT NULL,
  disabled      BOOLEAN       NOT NULL,
  version       BIGINT        NOT NULL,
  request_key   VARCHAR(64)   NOT NULL,
  created_at    DATETIME(3)   NOT NULL
);
CREATE UNIQUE INDEX ux_openid_providers_request ON openid_providers (request_key);

-- Whose account at a provider is whose here: one of each.
CREATE TABLE staff_identities (
  provider_id BIGINT       NOT NULL,
  subject     VARCHAR(255) NOT NULL,
  user_id     BIGINT       NOT NULL,
  linked_by   BIGINT       NOT NULL,
  linked_at   DATETIME(3)  NOT NULL,
  PRIMARY KEY (provider_id, subject)
);
CREATE UNIQUE INDEX ux_staff_identities_user ON staff_identities (user_id, provider_id);

-- Visits of people to a provider: id is the state that comes back, request_id the sign-in that it is for. subject is who the
-- provider said it is, where that is somebody who must prove yet who they are here.
CREATE TABLE openid_visits (
  id          VARCHAR(64)  NOT NULL PRIMARY KEY,
  provider_id BIGINT       NOT NULL,
  request_id  VARCHAR(32)  NOT NULL,
  browser     VARCHAR(64)  NOT NULL,
  nonce       VARCHAR(64)  NOT NULL,
  verifier    VARCHAR(256) NOT NULL,
  subject     VARCHAR(255) NOT NULL,
  returned    BOOLEAN      NOT NULL,
  expires_at  DATETIME(3)  NOT NULL
);
CREATE INDEX ix_openid_visits_expiry ON openid_visits (expires_at);
