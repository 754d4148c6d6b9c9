-- +goose Up
-- Programs that people may sign in to with their account here (接入应用). Of the secret only a keyed digest is kept. Lists are JSON.
CREATE TABLE openid_clients (
  id            BIGINT       NOT NULL PRIMARY KEY,
  name          VARCHAR(64)  NOT NULL,
  kind          INT          NOT NULL,
  first_party   BOOLEAN      NOT NULL,
  people        INT          NOT NULL,
  redirect_uris JSON         NOT NULL,
  logout_uris   JSON         NOT NULL,
  scopes        JSON         NOT NULL,
  secret_digest VARCHAR(64)  NOT NULL,
  disabled      BOOLEAN      NOT NULL,
  version       BIGINT       NOT NULL,
  request_key   VARCHAR(64)  NOT NULL,
  created_at    DATETIME(3)  NOT NULL
);
CREATE UNIQUE INDEX ux_openid_clients_request ON openid_clients (request_key);

-- Sign-ins that programs asked for (登录请求). browser is the digest of the cookie of the browser that brought it, code_digest
-- that of the code that was given for it; session_id is the session that the code was changed for: by it a code that comes
-- twice is known.
CREATE TABLE openid_requests (
  id          VARCHAR(32)  NOT NULL PRIMARY KEY,
  client_id   BIGINT       NOT NULL,
  browser     VARCHAR(64)  NOT NULL,
  asked       JSON         NOT NULL,
  user_id     BIGINT       NOT NULL,
  proved_at   DATETIME(3)  NULL,
  allowed     BOOLEAN      NOT NULL,
  code_digest VARCHAR(64)  NULL,
  session_id  BIGINT       NOT NULL,
  expires_at  DATETIME(3)  NOT NULL,
  created_at  DATETIME(3)  NOT NULL
);
CREATE UNIQUE INDEX ux_openid_requests_code ON openid_requests (code_digest);
CREATE INDEX ix_openid_requests_expiry ON openid_requests (expires_at);

-- The keys that sign what programs of others verify. The private halves are sealed with the installation's secret.
CREATE TABLE openid_keys (
  id         VARCHAR(32)   NOT NULL PRIMARY KEY,
  sealed     VARCHAR(2048) NOT NULL,
  created_at DATETIME(3)   NOT NULL
);

-- The program that a session belongs to, and what it may; none: the platform itself.
ALTER TABLE sessions ADD COLUMN client_id BIGINT NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN scopes VARCHAR(2048) NOT NULL DEFAULT '';
