-- +goose Up
-- Applications of companies that want to be merchants, or to change what is known of them. Whoever applied does not review.
CREATE TABLE applications (
  id           BIGINT       NOT NULL PRIMARY KEY,
  merchant_id  BIGINT       NOT NULL,
  is_change    BOOLEAN      NOT NULL,
  state        INT          NOT NULL,
  version      BIGINT       NOT NULL,
  applicant_id BIGINT       NOT NULL,
  reviewer_id  BIGINT       NULL,
  region       INT          NOT NULL,
  company_name VARCHAR(64)  NOT NULL,
  credit_code  VARCHAR(18)  NOT NULL,
  facts        JSON         NOT NULL,
  sealed       TEXT         NOT NULL,
  returned     JSON         NOT NULL,
  reason       VARCHAR(255) NOT NULL,
  request_key  VARCHAR(100) NOT NULL,
  created_at   DATETIME(3)  NOT NULL,
  submitted_at DATETIME(3)  NULL,
  decided_at   DATETIME(3)  NULL,
  updated_at   DATETIME(3)  NOT NULL,
  CONSTRAINT ck_applications_two_people CHECK (reviewer_id IS NULL OR reviewer_id <> applicant_id)
);
CREATE UNIQUE INDEX ux_applications_key ON applications (applicant_id, request_key);
CREATE INDEX ix_applications_state ON applications (state, id);
CREATE INDEX ix_applications_applicant ON applications (applicant_id, id);
CREATE INDEX ix_applications_merchant ON applications (merchant_id, id);
CREATE INDEX ix_applications_name ON applications (company_name);
CREATE INDEX ix_applications_credit ON applications (credit_code);

-- Merchants, by the ids that the catalogue has for them.
CREATE TABLE merchants (
  id             BIGINT       NOT NULL PRIMARY KEY,
  code           VARCHAR(48)  NOT NULL,
  name           VARCHAR(64)  NOT NULL,
  credit_code    VARCHAR(18)  NOT NULL,
  state          INT          NOT NULL,
  reason         VARCHAR(255) NOT NULL,
  application_id BIGINT       NOT NULL,
  first_expiry   DATETIME(3)  NULL,
  created_at     DATETIME(3)  NOT NULL
);
CREATE UNIQUE INDEX ux_merchants_code ON merchants (code);
CREATE UNIQUE INDEX ux_merchants_credit ON merchants (credit_code);
CREATE INDEX ix_merchants_state ON merchants (state, id);
CREATE INDEX ix_merchants_expiry ON merchants (first_expiry, id);
CREATE INDEX ix_merchants_name ON merchants (name);

CREATE TABLE outlets (
  store_id    BIGINT      NOT NULL PRIMARY KEY,
  merchant_id BIGINT      NOT NULL,
  code        VARCHAR(48) NOT NULL,
  name        VARCHAR(64) NOT NULL,
  region      INT         NOT NULL
);
CREATE UNIQUE INDEX ux_outlets_code ON outlets (code);
CREATE INDEX ix_outlets_merchant ON outlets (merchant_id, store_id);

-- store_id 0: the company's own. expires_at NULL: without an end.
CREATE TABLE licences (
  id          BIGINT      NOT NULL PRIMARY KEY,
  merchant_id BIGINT      NOT NULL,
  store_id    BIGINT      NOT NULL,
  kind        INT         NOT NULL,
  number      VARCHAR(32) NOT NULL,
  expires_at  DATETIME(3) NULL
);
CREATE UNIQUE INDEX ux_licences_of ON licences (merchant_id, store_id, kind);
