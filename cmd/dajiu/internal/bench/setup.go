package bench

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// retryAfter is how long setting up waits when it asks too often or finds nobody.
const retryAfter = 250 * time.Millisecond

// setup is one worker of the preparation, before any clock runs. Unlike a shopper it decodes answers, and it waits
// and asks again where the server says that it asks too often.
type setup struct {
	shopper
	api, sim *endpoint
}

// call sends a request with a JSON body, nil for none, and decodes the answer into reply, nil for none.
func (s *setup) call(ctx context.Context, to *endpoint, a ask, body, reply any) error {
	if body != nil {
		text, err := json.Marshal(body)
		if err != nil {
			return fmt.Errorf("%s: %w", a.step, err)
		}
		a.body = text
	}
	for {
		answer, err := s.do(to, a)
		var failure *Failure
		switch {
		case err == nil && reply == nil:
			return nil
		case err == nil:
			if err := json.Unmarshal(answer, reply); err != nil {
				return fmt.Errorf("%s: read answer: %w", a.step, err)
			}
			return nil
		case !errors.As(err, &failure) || failure.Status != http.StatusTooManyRequests:
			return err
		}
		if s.wait(ctx, retryAfter); ctx.Err() != nil {
			return fmt.Errorf("%w, until %w", failure, ctx.Err())
		}
	}
}
