-- +goose Up
-- Every content that a product has, had or may come to have. open_product is the product while something is still to be
-- done with the revision, so that a product has one open revision at most.
CREATE TABLE product_revisions (
  id           BIGINT       NOT NULL PRIMARY KEY,
  product_id   BIGINT       NOT NULL,
  number       INT          NOT NULL,
  state        INT          NOT NULL,
  open_product BIGINT       NULL,
  base_version BIGINT       NOT NULL,
  content      JSON         NOT NULL,
  author_id    BIGINT       NOT NULL,
  merchant_id  BIGINT       NOT NULL,
  reviewer_id  BIGINT       NOT NULL,
  reason       VARCHAR(200) NOT NULL,
  created_at   DATETIME(3)  NOT NULL,
  decided_at   DATETIME(3)  NULL
);
CREATE UNIQUE INDEX ux_revisions_number ON product_revisions (product_id, number);
CREATE UNIQUE INDEX ux_revisions_open ON product_revisions (open_product);
CREATE INDEX ix_revisions_state ON product_revisions (state, id);
CREATE INDEX ix_revisions_merchant ON product_revisions (merchant_id, id);

-- The open revision of a product, for lists.
ALTER TABLE products ADD COLUMN proposal_id BIGINT NOT NULL DEFAULT 0;
ALTER TABLE products ADD COLUMN proposal_state INT NOT NULL DEFAULT 0;

-- What was taken out of sight. Nothing may refer to it: the indexes tell.
ALTER TABLE categories ADD COLUMN hidden BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE brands ADD COLUMN hidden BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX ix_categories_parent ON categories (parent_id);
CREATE INDEX ix_products_category ON products (category_id);
CREATE INDEX ix_products_brand ON products (brand_id);

-- How the way a store sells a SKU changed, by whom.
CREATE TABLE price_changes (
  id            BIGINT      NOT NULL PRIMARY KEY,
  store_id      BIGINT      NOT NULL,
  sku_id        BIGINT      NOT NULL,
  listed_before BOOLEAN     NOT NULL,
  listed_after  BOOLEAN     NOT NULL,
  price_before  BIGINT      NOT NULL,
  price_after   BIGINT      NOT NULL,
  actor_id      BIGINT      NOT NULL,
  created_at    DATETIME(3) NOT NULL
);
CREATE INDEX ix_price_changes_sku ON price_changes (store_id, sku_id, id);
CREATE INDEX ix_price_changes_store ON price_changes (store_id, id);
