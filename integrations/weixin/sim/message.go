package sim

import (
	"slices"
	"sort"
	"strings"

	"dajiu/integrations/weixin"
	"dajiu/platform/errs"
)

// Message is a subscribe message that was accepted, as GET /sim/messages lists it.
type Message struct {
	ID         int64             `json:"id"`
	OpenID     string            `json:"openid"`
	TemplateID string            `json:"template_id"`
	Page       string            `json:"page,omitempty"`
	Data       map[string]string `json:"data"`
	SentAt     string            `json:"sent_at"`
}

// grant is a user's permission for one template.
type grant struct{ openID, templateID string }

func (s *Sim) sendMessage(r request) (any, error) {
	var in struct {
		ToUser     string `json:"touser"`
		TemplateID string `json:"template_id"`
		Page       string `json:"page"`
		Data       map[string]struct {
			Value string `json:"value"`
		} `json:"data"`
	}
	if err := r.decode(&in); err != nil {
		return nil, err
	}
	data := make(map[string]string, len(in.Data))
	for key, v := range in.Data {
		data[key] = v.Value
	}
	switch {
	case in.ToUser == "":
		return nil, fail(40003, "invalid openid")
	case s.cfg.Templates != nil && s.cfg.Templates[in.TemplateID] == nil || in.TemplateID == "":
		return nil, fail(40037, "invalid template_id")
	case !s.published(in.Page):
		return nil, fail(41030, "invalid page")
	}
	if err := s.checkData(in.TemplateID, data); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	key := grant{in.ToUser, in.TemplateID}
	if s.cfg.AskForGrants {
		if s.grants[key] == 0 {
			return nil, fail(43101, "user refuse to accept the msg")
		}
		if s.grants[key]--; s.grants[key] == 0 {
			delete(s.grants, key)
		}
	}
	s.sent++
	if len(s.messages) >= maxMessages {
		s.messages = append([]Message(nil), s.messages[maxMessages/2:]...)
	}
	s.messages = append(s.messages, Message{
		ID: s.sent, OpenID: in.ToUser, TemplateID: in.TemplateID, Page: in.Page, Data: data,
		SentAt: s.cfg.Clock.Now().UTC().Format("2006-01-02T15:04:05Z"),
	})
	return map[string]any{"errcode": 0, "errmsg": "ok", "msgid": s.sent}, nil
}

// checkData asks for the template's keys, all of them, with values that fit.
func (s *Sim) checkData(templateID string, data map[string]string) error {
	required := slices.Clone(s.cfg.Templates[templateID])
	sort.Strings(required)
	for _, key := range required {
		if data[key] == "" {
			return fail(47003, "argument invalid! data."+key+".value is empty")
		}
	}
	if err := weixin.ValidateTemplateData(data); err != nil {
		field := "data"
		if fields := errs.From(err).Fields(); len(fields) > 0 {
			field = fields[0].Path
		}
		return fail(47003, "argument invalid! data."+field+".value invalid")
	}
	return nil
}

func (s *Sim) published(page string) bool {
	path, _, _ := strings.Cut(page, "?")
	return page == "" || s.cfg.Pages == nil || slices.Contains(s.cfg.Pages, path)
}
