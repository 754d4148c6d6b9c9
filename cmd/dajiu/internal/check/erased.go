package check

import (
	"context"
	"fmt"

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
