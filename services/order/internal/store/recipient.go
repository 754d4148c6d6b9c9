package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"

	"google.golang.org/protobuf/proto"

	orderv1 "dajiu/gen/go/dajiu/order/v1"
	"dajiu/platform/seal"
	"dajiu/services/order/internal/domain"
)

// RecipientPurpose is what recipients in events are sealed for; the delivery service opens them.
const RecipientPurpose = "order recipient"

// recipient is what of an order tells who it is: sealed as one JSON text, whose names are stored: never rename them.
type recipient struct {
	addressDoc

	Remark string `json:"remark,omitempty"`
}

func recipientOf(f domain.Facts) recipient {
	return recipient{
		addressDoc: addressDoc{
			Name: f.Address.ContactName, Phone: f.Address.Phone, Text: f.Address.Text, LatE6: f.Address.LatE6, LngE6: f.Address.LngE6,
		},
		Remark: f.Remark,
	}
}

// vault seals and opens recipients.
type vault struct {
	box *seal.Box
	// passing seals them on their way to the delivery service.
	passing *seal.Passing
}

func openVault(ctx context.Context, keys *seal.Keyring) (v vault, err error) {
	if v.box, err = keys.Box(ctx, "order recipient"); err != nil {
		return v, err
	}
	v.passing, err = keys.Passing(RecipientPurpose)
	return v, err
}

// Places are the columns of this store that hold sealed values.
func Places(ctx context.Context, keys *seal.Keyring) ([]seal.Place, error) {
	v, err := openVault(ctx, keys)
	if err != nil {
		return nil, err
	}
	return []seal.Place{{
		Box: v.box, Table: "orders", Key: "id", Column: "recipient", Clear: &seal.Clear{Columns: []string{"frozen"}, Value: clearRecipient},
	}}, nil
}

// clearRecipient takes a recipient out of an order's document of before.
func clearRecipient(columns []string) (value string, rest []any, found bool, err error) {
	var doc frozen
	if err := json.Unmarshal([]byte(columns[0]), &doc); err != nil {
		return "", nil, false, fmt.Errorf("decode order: %w", err)
	}
	r := recipient{addressDoc: doc.Address, Remark: doc.Remark}
	if r == (recipient{}) {
		return "", nil, false, nil
	}
	doc.Address, doc.Remark = addressDoc{}, ""
	text, err := json.Marshal(r)
	if err != nil {
		return "", nil, false, fmt.Errorf("encode recipient: %w", err)
	}
	left, err := json.Marshal(doc)
	return string(text), []any{string(left)}, true, err //nolint:wrapcheck // it was decoded a moment ago
}

func rowOf(orderID int64) string { return strconv.FormatInt(orderID, 10) }

// seal returns a recipient as it is stored; one that tells nothing is stored as nothing.
func (v vault) seal(orderID int64, r recipient) (string, error) {
	if r == (recipient{}) {
		return "", nil
	}
	text, err := json.Marshal(r)
	if err != nil {
		return "", fmt.Errorf("encode recipient of order %d: %w", orderID, err)
	}
	return v.box.Seal(rowOf(orderID), string(text)), nil
}

// open returns an order's recipient: the sealed one, or that of an older row, which lies in its document.
func (v vault) open(row *orderRow) (recipient, error) {
	if row.Recipient == "" {
		return recipient{addressDoc: row.Frozen.Address, Remark: row.Frozen.Remark}, nil
	}
	var r recipient
	text, err := v.box.Open(rowOf(row.ID), row.Recipient)
	if err == nil {
		err = json.Unmarshal([]byte(text), &r)
	}
	if err != nil {
		return r, fmt.Errorf("open recipient of order %d: %w", row.ID, err)
	}
	return r, nil
}

// pass returns a recipient as an event carries it.
func (v vault) pass(f domain.Facts) (string, error) {
	r := &orderv1.Recipient{Remark: f.Remark}
	if f.Fulfilment == domain.Instant {
		r.Address = &orderv1.DeliveryAddress{
			ContactName: f.Address.ContactName, Phone: f.Address.Phone, Text: f.Address.Text, LatE6: f.Address.LatE6, LngE6: f.Address.LngE6,
		}
	}
	raw, err := proto.Marshal(r)
	if err != nil {
		return "", fmt.Errorf("encode recipient of order %d: %w", f.ID, err)
	}
	return v.passing.Seal(rowOf(f.ID), raw), nil
}
