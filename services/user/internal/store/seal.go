package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"

	"dajiu/platform/seal"
)

// rowOf names the row that a value is bound to.
func rowOf(id int64) string { return strconv.FormatInt(id, 10) }

func openBoxes(ctx context.Context, keys *seal.Keyring) (b boxes, err error) {
	for _, o := range []struct {
		box     **seal.Box
		purpose string
	}{{&b.phones, "user phone"}, {&b.keys, "signing key"}, {&b.factors, "second factor"}, {&b.contacts, "user address"}, {&b.requests, "privacy request"}, {&b.openKeys, "openid key"}, {&b.providers, "openid provider"}, {&b.visits, "openid visit"}} {
		if *o.box, err = keys.Box(ctx, o.purpose); err != nil {
			return b, err
		}
	}
	b.numbers, err = keys.Index(ctx, "user phone")
	return b, err
}

// Places are the columns of this store that hold sealed values.
func Places(ctx context.Context, keys *seal.Keyring) ([]seal.Place, error) {
	b, err := openBoxes(ctx, keys)
	if err != nil {
		return nil, err
	}
	return []seal.Place{
		{Box: b.phones, Table: "users", Key: "id", Column: "phone_sealed"},
		{Box: b.keys, Table: "signing_keys", Key: "id", Column: "sealed", TextKey: true},
		{Box: b.factors, Table: "second_factors", Key: "user_id", Column: "sealed"},
		{Box: b.requests, Table: "privacy_requests", Key: "id", Column: "sealed"},
		{Box: b.openKeys, Table: "openid_keys", Key: "id", Column: "sealed", TextKey: true},
		{Box: b.providers, Table: "openid_providers", Key: "id", Column: "secret_sealed"},
		{Box: b.visits, Table: "openid_visits", Key: "id", Column: "verifier", TextKey: true},
		{Box: b.contacts, Table: "addresses", Key: "id", Column: "sealed", Clear: &seal.Clear{
			Columns: []string{"contact_name", "phone", "street", "door", "lat_e6", "lng_e6"}, Value: clearContact,
		}},
	}, nil
}

// clearContact is the contact of an address that was stored in clear.
func clearContact(c []string) (value string, rest []any, found bool, err error) {
	if c[0] == "" && c[1] == "" && c[2] == "" && c[3] == "" {
		return "", nil, false, nil
	}
	place := [2]int32{}
	for i, text := range c[4:] {
		n, err := strconv.ParseInt(text, 10, 32)
		if err != nil {
			return "", nil, false, fmt.Errorf("coordinate %q: %w", text, err)
		}
		place[i] = int32(n)
	}
	text, err := json.Marshal(contact{Name: c[0], Phone: c[1], Street: c[2], Door: c[3], LatE6: place[0], LngE6: place[1]})
	return string(text), []any{"", "", "", "", 0, 0}, true, err //nolint:wrapcheck // strings and numbers encode
}
