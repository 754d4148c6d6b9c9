-- +goose Up
-- Codes sent by text message (短信验证码): one of a phone and a purpose at a time. The digest is keyed.
CREATE TABLE sms_codes (
  phone_index VARCHAR(64) NOT NULL,
  purpose     INT         NOT NULL,
  digest      VARCHAR(64) NOT NULL,
  guesses     INT         NOT NULL,
  expires_at  DATETIME(3) NOT NULL,
  PRIMARY KEY (phone_index, purpose)
);
CREATE INDEX ix_sms_codes_expiry ON sms_codes (expires_at);

-- How often a subject, the keyed digest of who does what, did it since the first time of a span of seconds.
CREATE TABLE attempts (
  subject    VARCHAR(64) NOT NULL,
  span       INT         NOT NULL,
  taken      INT         NOT NULL,
  expires_at DATETIME(3) NOT NULL,
  PRIMARY KEY (subject, span)
);
CREATE INDEX ix_attempts_expiry ON attempts (expires_at);
