-- +goose Up

-- Tink keysets, wrapped by the installation's key. Kind: aead seals, mac finds.
CREATE TABLE seal_keysets (
  purpose    VARCHAR(64) NOT NULL,
  kind       VARCHAR(8)  NOT NULL,
  wrapped    TEXT        NOT NULL,
  version    BIGINT      NOT NULL,
  updated_at DATETIME(3) NOT NULL,
  PRIMARY KEY (purpose, kind)
);

-- How far the values of a column have been brought to a key: rows up to the mark were looked at.
CREATE TABLE seal_moves (
  place      VARCHAR(64) NOT NULL PRIMARY KEY,
  key_id     BIGINT      NOT NULL,
  mark       VARCHAR(64) NOT NULL,
  seen       BIGINT      NOT NULL,
  moved      BIGINT      NOT NULL,
  unreadable BIGINT      NOT NULL,
  done       BOOLEAN     NOT NULL,
  updated_at DATETIME(3) NOT NULL
);
