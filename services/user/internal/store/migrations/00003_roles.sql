-- +goose Up
-- Staff roles (岗位角色) besides those that every installation has, whose ids are 2 to 4.
CREATE TABLE staff_roles (
  id          BIGINT      NOT NULL PRIMARY KEY,
  kind        INT         NOT NULL,
  name        VARCHAR(64) NOT NULL,
  permissions JSON        NOT NULL,
  version     BIGINT      NOT NULL,
  request_key VARCHAR(64) NOT NULL,
  updated_at  DATETIME(3) NOT NULL
);
CREATE UNIQUE INDEX ux_staff_roles_request ON staff_roles (request_key);

-- Who has which role, and how far it reaches: ids are stores, merchants or division codes, as scope says.
CREATE TABLE staff_grants (
  user_id BIGINT NOT NULL,
  role_id BIGINT NOT NULL,
  scope   INT    NOT NULL,
  kind    INT    NOT NULL,
  ids     JSON   NOT NULL,
  PRIMARY KEY (user_id, role_id, scope)
);
CREATE INDEX ix_staff_grants_role ON staff_grants (role_id, user_id);

-- Where stores are, as the product service tells: what merchants' and regions' scopes are resolved by.
CREATE TABLE store_places (
  store_id    BIGINT NOT NULL PRIMARY KEY,
  merchant_id BIGINT NOT NULL,
  region      INT    NOT NULL,
  event_id    BIGINT NOT NULL
);

-- Counts the changes of all three: whoever decides by them asks for what is newer.
CREATE TABLE access_version (
  id      INT    NOT NULL PRIMARY KEY,
  version BIGINT NOT NULL
);
INSERT INTO access_version (id, version) VALUES (1, 1);

-- The older columns staff.roles and staff.store_ids follow the grants from here on.
-- What staff had until now: bits of roles (1 << 2 merchant's staff, 1 << 3 courier, 1 << 4 operator) and a list of stores.
-- online: from before the first release; a row for each of staff, who are few.
INSERT INTO staff_grants (user_id, role_id, scope, kind, ids) SELECT user_id, 2, 2, 2, store_ids FROM staff WHERE (roles & 4) <> 0;
-- online: from before the first release; a row for each of staff, who are few.
INSERT INTO staff_grants (user_id, role_id, scope, kind, ids) SELECT user_id, 3, 1, 3, '[]' FROM staff WHERE (roles & 8) <> 0;
-- online: from before the first release; a row for each of staff, who are few.
INSERT INTO staff_grants (user_id, role_id, scope, kind, ids) SELECT user_id, 4, 5, 4, '[]' FROM staff WHERE (roles & 16) <> 0;
