package obs

import (
	"context"
	"log/slog"
	"maps"

	"github.com/getsentry/sentry-go"
)

// reporting sends errors to Sentry besides logging them, with the attributes of the line and of its logger. Sentry
// knows no nested values: an attribute in a group is named group.key.
type reporting struct {
	slog.Handler
	attrs sentry.Context
	group string
}

func (h reporting) Handle(ctx context.Context, r slog.Record) error {
	if r.Level >= slog.LevelError {
		extra := sentry.Context{}
		maps.Copy(extra, h.attrs)
		r.Attrs(func(a slog.Attr) bool {
			flatten(extra, h.group, a)
			return true
		})
		event := sentry.NewEvent()
		event.Level, event.Message, event.Timestamp = sentry.LevelError, r.Message, r.Time
		event.Contexts["log"] = extra
		sentry.CaptureEvent(event)
	}
	return h.Handler.Handle(ctx, r) //nolint:wrapcheck // a wrapping handler adds nothing to an error
}

func (h reporting) WithAttrs(attrs []slog.Attr) slog.Handler {
	all := sentry.Context{}
	maps.Copy(all, h.attrs)
	for _, a := range attrs {
		flatten(all, h.group, a)
	}
	return reporting{h.Handler.WithAttrs(attrs), all, h.group}
}

func (h reporting) WithGroup(name string) slog.Handler {
	if name == "" {
		return h
	}
	return reporting{h.Handler.WithGroup(name), h.attrs, h.group + name + "."}
}

func flatten(into sentry.Context, group string, a slog.Attr) {
	value := a.Value.Resolve()
	switch {
	case a.Equal(slog.Attr{}): // slog's handlers leave it out
	case value.Kind() != slog.KindGroup:
		into[group+a.Key] = value.String()
	default:
		if a.Key != "" {
			group += a.Key + "."
		}
		for _, inner := range value.Group() {
			flatten(into, group, inner)
		}
	}
}
