package resilience

import (
	"context"
	"strings"

	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	"dajiu/platform/errs"
)

// MetaPriority is what the call is worth that another one is made for.
const MetaPriority = "x-priority"

// answering is the call that a context belongs to.
type answering struct {
	guard  *Guard
	method *method
	// values are its priority as metadata carries it.
	values []string
}

type answeringKey struct{}

func answeringFrom(ctx context.Context) *answering {
	a, _ := ctx.Value(answeringKey{}).(*answering)
	return a
}

// Answering returns the context in which an RPC is answered. Sent is the priority of the one that it is made for, as metadata
// says; none: it is worth what it states itself.
func (g *Guard) Answering(ctx context.Context, full string, sent []string) context.Context {
	r, ok := g.current.Load().routes[full]
	if !ok {
		return ctx
	}
	return context.WithValue(ctx, answeringKey{}, r.answers[r.priority(sent)])
}

// PriorityOf returns what the call is worth that a context belongs to, as metadata carries it; nil outside of calls. The caller
// must not change it.
func PriorityOf(ctx context.Context) []string {
	if a := answeringFrom(ctx); a != nil {
		return a.values
	}
	return nil
}

// priority is what a call of the RPC is worth.
func (r *route) priority(sent []string) optionsv1.Priority {
	if len(sent) == 1 && len(sent[0]) == 1 {
		if p := optionsv1.Priority(sent[0][0] - '0'); p > 0 && p <= optionsv1.Priority_PRIORITY_PAYMENT {
			return p
		}
	}
	return r.method.priority
}

// Without reports whether the RPC that is being answered can do without what another one, by its full method name, failed to
// tell: its proto says so, the failure may pass, and its own caller still waits. The answer must then leave it out. It counts
// the answer as degraded.
func Without(ctx context.Context, full string, err error) bool {
	a := answeringFrom(ctx)
	if a == nil || !a.method.without[full] || !errs.Temporary(err) || ctx.Err() != nil {
		return false
	}
	a.guard.metrics.degraded.WithLabelValues(serviceOf(full), strings.TrimPrefix(a.method.full, "/")).Inc()
	return true
}

func priorityName(p optionsv1.Priority) string {
	return strings.ToLower(strings.TrimPrefix(p.String(), "PRIORITY_"))
}
