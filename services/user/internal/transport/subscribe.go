package transport

import (
	"context"

	productv1 "dajiu/gen/go/dajiu/product/v1"
	"dajiu/platform/authz"
	"dajiu/platform/outbox"
	"dajiu/platform/sqldb"
	"dajiu/services/user/internal/store"
)

// Subscribe makes the scopes of merchants and regions follow where stores are, and keeps what operators did.
func Subscribe(c *outbox.Consumer, rows *store.Users) {
	outbox.On(c, recorded(rows))
	outbox.On(c, func(ctx context.Context, tx *sqldb.Tx, m outbox.Meta, ev *productv1.StoreChanged) error {
		return rows.NotePlace(ctx, tx, authz.Place{Store: ev.GetStoreId(), Merchant: ev.GetMerchantId(), Region: ev.GetRegion()}, m.EventID)
	})
}
