package check

import (
	"context"
	"fmt"

	"dajiu/services/user"
)

// checkAudit proves that nobody changed or removed what is on record of operators.
func (r *run) checkAudit(ctx context.Context) error {
	p := r.prove("audit_chain", "the record of what operators did is whole: each entry follows from the one before")
	n, err := count(ctx, r.stores.User, "audit_entries")
	if err != nil {
		return err
	}
	p.Rows = n
	for seq, err := range user.NewChecker(r.stores.User).BrokenAudit(ctx) {
		if err != nil {
			return fmt.Errorf("check: %w", err)
		}
		p.wrong(fmt.Sprintf("audit entry %d", seq), "does not follow from the one before")
	}
	return nil
}
