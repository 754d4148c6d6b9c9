-- +goose Up
-- Every row of the catalogue carries the revision of its last change. A scope's counter is raised inside of the
-- writing transaction and its row stays locked until the commit, so revisions become visible in their order: who has
-- read up to one has missed nothing before it. Scope 0 is the catalogue, any other a store's assortment and stock.
CREATE TABLE revisions (
  scope BIGINT NOT NULL PRIMARY KEY,
  seq   BIGINT NOT NULL
);

CREATE TABLE categories (
  id         BIGINT       NOT NULL PRIMARY KEY,
  code       VARCHAR(48)  NOT NULL,
  name       VARCHAR(16)  NOT NULL,
  parent_id  BIGINT       NOT NULL,
  position   INT          NOT NULL,
  icon_url   VARCHAR(512) NOT NULL,
  liquor     BOOLEAN      NOT NULL,
  attributes JSON         NOT NULL,
  seq        BIGINT       NOT NULL
);
CREATE UNIQUE INDEX ux_categories_code ON categories (code);
CREATE INDEX ix_categories_seq ON categories (seq);

CREATE TABLE brands (
  id       BIGINT      NOT NULL PRIMARY KEY,
  code     VARCHAR(48) NOT NULL,
  name     VARCHAR(32) NOT NULL,
  origin   VARCHAR(32) NOT NULL,
  synonyms JSON        NOT NULL,
  seq      BIGINT      NOT NULL
);
CREATE UNIQUE INDEX ux_brands_code ON brands (code);
CREATE INDEX ix_brands_seq ON brands (seq);

CREATE TABLE products (
  id          BIGINT        NOT NULL PRIMARY KEY,
  code        VARCHAR(64)   NOT NULL,
  category_id BIGINT        NOT NULL,
  brand_id    BIGINT        NOT NULL,
  name        VARCHAR(64)   NOT NULL,
  subtitle    VARCHAR(128)  NOT NULL,
  description VARCHAR(4000) NOT NULL,
  image_urls  JSON          NOT NULL,
  attributes  JSON          NOT NULL,
  tags        JSON          NOT NULL,
  state       INT           NOT NULL,
  version     BIGINT        NOT NULL,
  updated_at  DATETIME(3)   NOT NULL,
  seq         BIGINT        NOT NULL
);
CREATE UNIQUE INDEX ux_products_code ON products (code);
CREATE INDEX ix_products_seq ON products (seq);

-- live_barcode is the barcode while the SKU is on sale, so that a withdrawn SKU gives its barcode free.
CREATE TABLE skus (
  id           BIGINT      NOT NULL PRIMARY KEY,
  product_id   BIGINT      NOT NULL,
  position     INT         NOT NULL,
  code         VARCHAR(64) NOT NULL,
  spec         VARCHAR(32) NOT NULL,
  barcode      VARCHAR(14) NOT NULL,
  live_barcode VARCHAR(14) NULL,
  list_price   BIGINT      NOT NULL,
  sale_price   BIGINT      NOT NULL,
  member_price BIGINT      NOT NULL,
  cost         BIGINT      NOT NULL,
  weight_grams INT         NOT NULL,
  volume_ml    INT         NOT NULL,
  withdrawn    BOOLEAN     NOT NULL,
  CONSTRAINT ck_skus_prices CHECK (cost >= 0 AND member_price > 0 AND cost <= member_price AND member_price <= sale_price AND sale_price <= list_price)
);
CREATE UNIQUE INDEX ux_skus_code ON skus (code);
CREATE UNIQUE INDEX ux_skus_barcode ON skus (live_barcode);
CREATE UNIQUE INDEX ux_skus_product ON skus (product_id, id);

CREATE TABLE merchants (
  id   BIGINT      NOT NULL PRIMARY KEY,
  code VARCHAR(48) NOT NULL,
  name VARCHAR(64) NOT NULL
);
CREATE UNIQUE INDEX ux_merchants_code ON merchants (code);

CREATE TABLE stores (
  id              BIGINT       NOT NULL PRIMARY KEY,
  code            VARCHAR(48)  NOT NULL,
  merchant_id     BIGINT       NOT NULL,
  name            VARCHAR(64)  NOT NULL,
  address         VARCHAR(128) NOT NULL,
  lat_e6          INT          NOT NULL,
  lng_e6          INT          NOT NULL,
  phone           VARCHAR(20)  NOT NULL,
  hours           JSON         NOT NULL,
  image_url       VARCHAR(512) NOT NULL,
  range_meters    INT          NOT NULL,
  licence         VARCHAR(32)  NOT NULL,
  licence_expires DATETIME(3)  NULL,
  paused          BOOLEAN      NOT NULL,
  version         BIGINT       NOT NULL,
  seq             BIGINT       NOT NULL
);
CREATE UNIQUE INDEX ux_stores_code ON stores (code);
CREATE INDEX ix_stores_seq ON stores (seq);

-- The store's own price; 0: the SKU's.
CREATE TABLE assortment (
  store_id BIGINT  NOT NULL,
  sku_id   BIGINT  NOT NULL,
  listed   BOOLEAN NOT NULL,
  price    BIGINT  NOT NULL,
  seq      BIGINT  NOT NULL,
  PRIMARY KEY (store_id, sku_id),
  CONSTRAINT ck_assortment_price CHECK (price >= 0)
);
CREATE INDEX ix_assortment_seq ON assortment (store_id, seq);

-- What inventory told: event_id is the latest event that counted, so that an older one changes nothing.
CREATE TABLE availability (
  store_id BIGINT  NOT NULL,
  sku_id   BIGINT  NOT NULL,
  in_stock BOOLEAN NOT NULL,
  event_id BIGINT  NOT NULL,
  seq      BIGINT  NOT NULL,
  PRIMARY KEY (store_id, sku_id)
);
CREATE INDEX ix_availability_seq ON availability (store_id, seq);
