package check

import (
	"context"
	"fmt"
	"time"

	"dajiu/platform/sqldb"
	"dajiu/services/delivery"
	"dajiu/services/message"
	"dajiu/services/order"
	"dajiu/services/user"
)

// checkErased proves that of people who closed their accounts nothing is left that tells who they were.
func (r *run) checkErased(ctx context.Context) error {
	p := r.prove("erased", "of people who closed their accounts no service has anything that tells who they were")
	for userID, err := range user.NewChecker(r.stores.User).ErasedPeople(ctx) {
		if err != nil {
			return fmt.Errorf("check: %w", err)
		}
		p.Rows++
		for _, s := range []struct {
			db   *sqldb.DB
			left func(context.Context, *sqldb.DB, int64) ([]string, error)
		}{{r.stores.User, user.PersonLeft}, {r.stores.Order, order.PersonLeft}, {r.stores.Delivery, delivery.PersonLeft}, {r.stores.Message, message.PersonLeft}} {
			left, err := s.left(ctx, s.db, userID)
			if err != nil {
				return fmt.Errorf("check: %w", err)
			}
			for _, what := range left {
				p.wrong(fmt.Sprintf("user %d", userID), "%s in the store of %s", what, s.db.Name())
			}
		}
	}
	return nil
}

// checkRetention proves that nothing is kept beyond its term (docs/privacy.md). A running server sweeps by the hour: what
// lies about longer is in flight until it runs again.
func (r *run) checkRetention(ctx context.Context) error {
	p := r.prove("retention", "nothing personal is kept a day longer than its term")
	for _, s := range []struct {
		what string
		db   *sqldb.DB
		old  func(context.Context, *sqldb.DB, time.Time) (int64, error)
	}{
		{"recipients of orders", r.stores.Order, order.Overstayed}, {"recipients of deliveries", r.stores.Delivery, delivery.Overstayed},
		{"messages", r.stores.Message, message.Overstayed}, {"privacy requests", r.stores.User, user.Overstayed},
	} {
		n, err := s.old(ctx, s.db, r.asOf)
		if err != nil {
			return fmt.Errorf("check: %w", err)
		}
		p.Rows++
		if n > 0 {
			p.late(s.what, "%d are older than their term", n)
		}
	}
	return nil
}
