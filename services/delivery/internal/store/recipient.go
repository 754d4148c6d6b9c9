package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"

	"dajiu/platform/seal"
	"dajiu/services/delivery/internal/domain"
)

// recipient is what of a delivery tells who gets it: sealed as one JSON text, whose names are stored: never rename them.
type recipient struct {
	Contact   string `json:"contact,omitempty"`
	Phone     string `json:"phone,omitempty"`
	Drop      string `json:"drop,omitempty"`
	DropLatE6 int32  `json:"drop_lat,omitempty"`
	DropLngE6 int32  `json:"drop_lng,omitempty"`
	Remark    string `json:"remark,omitempty"`
}

func recipientOf(f domain.Facts) recipient {
	return recipient{
		Contact: f.ContactName, Phone: f.Phone, Drop: f.DropText, DropLatE6: f.Drop.LatE6, DropLngE6: f.Drop.LngE6, Remark: f.Remark,
	}
}

// vault seals and opens recipients.
type vault struct{ box *seal.Box }

func openVault(ctx context.Context, keys *seal.Keyring) (v vault, err error) {
	v.box, err = keys.Box(ctx, "delivery recipient")
	return v, err
}

// Places are the columns of this store that hold sealed values.
func Places(ctx context.Context, keys *seal.Keyring) ([]seal.Place, error) {
	v, err := openVault(ctx, keys)
	if err != nil {
		return nil, err
	}
	return []seal.Place{{
		Box: v.box, Table: "deliveries", Key: "id", Column: "recipient", Clear: &seal.Clear{Columns: []string{"details"}, Value: clearRecipient},
	}}, nil
}

// clearRecipient takes a recipient out of a delivery's document of before.
func clearRecipient(columns []string) (value string, rest []any, found bool, err error) {
	var doc details
	if err := json.Unmarshal([]byte(columns[0]), &doc); err != nil {
		return "", nil, false, fmt.Errorf("decode delivery: %w", err)
	}
	r := doc.recipient
	if r == (recipient{}) {
		return "", nil, false, nil
	}
	doc.recipient = recipient{}
	text, err := json.Marshal(r)
	if err != nil {
		return "", nil, false, fmt.Errorf("encode recipient: %w", err)
	}
	left, err := json.Marshal(doc)
	return string(text), []any{string(left)}, true, err //nolint:wrapcheck // it was decoded a moment ago
}

func rowOf(deliveryID int64) string { return strconv.FormatInt(deliveryID, 10) }

// seal returns a recipient as it is stored; one that tells nothing is stored as nothing.
func (v vault) seal(deliveryID int64, r recipient) (string, error) {
	if r == (recipient{}) {
		return "", nil
	}
	text, err := json.Marshal(r)
	if err != nil {
		return "", fmt.Errorf("encode recipient of delivery %d: %w", deliveryID, err)
	}
	return v.box.Seal(rowOf(deliveryID), string(text)), nil
}

// open returns a delivery's recipient: the sealed one, or that of an older row, which lies in its document.
func (v vault) open(row *deliveryRow) (recipient, error) {
	if row.Recipient == "" {
		return row.Details.recipient, nil
	}
	var r recipient
	text, err := v.box.Open(rowOf(row.ID), row.Recipient)
	if err == nil {
		err = json.Unmarshal([]byte(text), &r)
	}
	if err != nil {
		return r, fmt.Errorf("open recipient of delivery %d: %w", row.ID, err)
	}
	return r, nil
}
