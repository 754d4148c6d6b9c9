-- +goose Up
-- The polygon that a store delivers within, in place of the circle: its corners in turn, and the box around them, by which
-- most doors outside are refused without looking at the corners. Null: the circle.
ALTER TABLE zones ADD COLUMN corners JSON NULL;
ALTER TABLE zones ADD COLUMN south_e6 INT NULL;
ALTER TABLE zones ADD COLUMN west_e6 INT NULL;
ALTER TABLE zones ADD COLUMN north_e6 INT NULL;
ALTER TABLE zones ADD COLUMN east_e6 INT NULL;

-- Couriers on duty within a box, for a map.
CREATE INDEX ix_couriers_place ON couriers (on_duty, lat_e6, lng_e6);
