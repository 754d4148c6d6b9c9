package app

import (
	"context"

	"dajiu/services/message/internal/domain"
	"dajiu/services/message/internal/store"
)

// SendSample sends somebody a message of a wording with sample values, to their inbox alone, once per key; the wording is not
// stored. It returns what the message says, or reports what domain.Template.Check does.
func (m *Messages) SendSample(ctx context.Context, userID int64, t domain.Template, key string) (domain.Preview, error) {
	p, err := t.Sample()
	if err != nil {
		return domain.Preview{}, err //nolint:wrapcheck // the domain names the field
	}
	p.Title = "【试发】" + p.Title
	message := store.Message{ID: m.IDs.NextFor(userID), UserID: userID, Kind: t.Kind, Title: p.Title, Body: p.Body, At: m.Clock.Now()}
	return p, m.Store.AddOnce(ctx, message, key)
}
