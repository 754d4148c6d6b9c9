-- +goose Up
-- What a person likes pages to look like: small JSON documents that nobody but their pages reads.
CREATE TABLE personal_settings (
  user_id    BIGINT      NOT NULL,
  name       VARCHAR(64) NOT NULL,
  value      MEDIUMTEXT  NOT NULL,
  version    BIGINT      NOT NULL,
  updated_at DATETIME(3) NOT NULL,
  PRIMARY KEY (user_id, name)
);

-- What a page offers to those who have a role.
CREATE TABLE role_views (
  role_id    BIGINT      NOT NULL,
  page       VARCHAR(64) NOT NULL,
  value      MEDIUMTEXT  NOT NULL,
  version    BIGINT      NOT NULL,
  updated_at DATETIME(3) NOT NULL,
  PRIMARY KEY (role_id, page)
);
CREATE INDEX ix_role_views_page ON role_views (page, role_id);
