// Package transport is how the world reaches messages: gRPC handlers, the events that make messages, and the
// adapters to WeChat and the user service.
//
// It guarantees that a person sees only their own messages: the id comes from the verified caller.
//
// It decides nothing. Start with [Register] and [Subscribe].
package transport

import (
	"cmp"
	"context"
	"slices"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/timestamppb"

	messagev1 "dajiu/gen/go/dajiu/message/v1"
	"dajiu/platform/authn"
	"dajiu/platform/paging"
	"dajiu/platform/rpc"
	"dajiu/services/message/internal/app"
	"dajiu/services/message/internal/domain"
)

const defaultPage = 20

// Register serves the message API.
func Register(server grpc.ServiceRegistrar, messages *app.Messages) {
	messagev1.RegisterInboxServiceServer(server, &inboxServer{messages: messages})
	messagev1.RegisterMessagePrivacyServiceServer(server, &personServer{messages: messages})
	messagev1.RegisterTemplateServiceServer(server, &templateServer{messages: messages})
}

type inboxServer struct {
	messagev1.UnimplementedInboxServiceServer
	messages *app.Messages
}

func (s *inboxServer) ListMessages(ctx context.Context, req *messagev1.ListMessagesRequest) (*messagev1.ListMessagesResponse, error) {
	page := paging.Request{Size: req.GetPageSize(), Token: req.GetPageToken()}
	before, err := page.After()
	if err != nil {
		return nil, err
	}
	user, size := authn.From(ctx).UserID, page.Limit(defaultPage)
	list, err := s.messages.Store.Inbox(ctx, user, before, size+1)
	if err != nil {
		return nil, err
	}
	readUpTo, unread, err := s.messages.Store.Unread(ctx, user)
	if err != nil {
		return nil, err
	}
	resp := &messagev1.ListMessagesResponse{UnreadCount: int32(unread)} //nolint:gosec // at most 100
	if len(list) > size {
		list = list[:size]
		resp.NextPageToken = paging.Token(list[size-1].ID)
	}
	for _, m := range list {
		resp.Messages = append(resp.Messages, &messagev1.Message{
			MessageId: m.ID, Kind: string(m.Kind), Title: m.Title, Body: m.Body, OrderId: m.OrderID, Read: m.ID <= readUpTo, CreateTime: timestamppb.New(m.At),
		})
	}
	return resp, nil
}

func (s *inboxServer) MarkRead(ctx context.Context, req *messagev1.MarkReadRequest) (*messagev1.MarkReadResponse, error) {
	user := authn.From(ctx).UserID
	if err := s.messages.Store.MarkRead(ctx, user, req.GetUpToMessageId()); err != nil {
		return nil, err
	}
	_, unread, err := s.messages.Store.Unread(ctx, user)
	if err != nil {
		return nil, err
	}
	return &messagev1.MarkReadResponse{UnreadCount: int32(unread)}, nil //nolint:gosec // at most 100
}

func (s *inboxServer) ShowPreferences(ctx context.Context, _ *messagev1.ShowPreferencesRequest) (*messagev1.Preferences, error) {
	p, err := s.messages.Store.Preferences(ctx, nil, authn.From(ctx).UserID)
	if err != nil {
		return nil, err
	}
	return &messagev1.Preferences{
		WechatOrders: p.WechatOrders, WechatMarketing: p.WechatMarketing,
		QuietStartMinute: int32(p.QuietStart), QuietEndMinute: int32(p.QuietEnd), //nolint:gosec // minutes of a day
	}, nil
}

func (s *inboxServer) PutPreferences(ctx context.Context, req *messagev1.Preferences) (*messagev1.Preferences, error) {
	return req, s.messages.Store.PutPreferences(ctx, authn.From(ctx).UserID, domain.Preferences{
		WechatOrders: req.GetWechatOrders(), WechatMarketing: req.GetWechatMarketing(),
		QuietStart: int(req.GetQuietStartMinute()), QuietEnd: int(req.GetQuietEndMinute()),
	})
}

func (s *inboxServer) ListSubscriptions(ctx context.Context, _ *messagev1.ListSubscriptionsRequest) (*messagev1.ListSubscriptionsResponse, error) {
	list, err := s.messages.Subscriptions(ctx, authn.From(ctx).UserID)
	if err != nil {
		return nil, err
	}
	resp := &messagev1.ListSubscriptionsResponse{Subscriptions: make([]*messagev1.Subscription, len(list))}
	for i, sub := range list {
		resp.Subscriptions[i] = &messagev1.Subscription{
			Kind: string(sub.Kind), Title: sub.Title, WechatTemplateId: sub.Template, RemainingCount: sub.Remaining,
		}
	}
	return resp, nil
}

func (s *inboxServer) GrantSubscription(ctx context.Context, req *messagev1.GrantSubscriptionRequest) (*messagev1.GrantSubscriptionResponse, error) {
	return &messagev1.GrantSubscriptionResponse{}, s.messages.Grant(ctx, authn.From(ctx).UserID, req.GetKinds(), rpc.IdempotencyKey(ctx))
}

type templateServer struct {
	messagev1.UnimplementedTemplateServiceServer
	messages *app.Messages
}

func (s *templateServer) ListTemplates(ctx context.Context, _ *messagev1.ListTemplatesRequest) (*messagev1.ListTemplatesResponse, error) {
	all, err := s.messages.Store.Templates(ctx)
	if err != nil {
		return nil, err
	}
	resp := &messagev1.ListTemplatesResponse{Variables: variablesToProto()}
	for _, t := range all {
		resp.Templates = append(resp.Templates, templateToProto(t))
	}
	slices.SortFunc(resp.GetTemplates(), func(a, b *messagev1.Template) int { return cmp.Compare(a.GetKind(), b.GetKind()) })
	return resp, nil
}

func (s *templateServer) PutTemplate(ctx context.Context, req *messagev1.Template) (*messagev1.Template, error) {
	t := templateFromProto(req)
	if err := s.messages.PutTemplate(ctx, t); err != nil {
		return nil, err
	}
	return templateToProto(t), nil
}

func templateFromProto(t *messagev1.Template) domain.Template {
	return domain.Template{
		Kind: domain.Kind(t.GetKind()), Title: t.GetTitle(), Body: t.GetBody(), WechatTemplateID: t.GetWechatTemplateId(), WechatData: t.GetWechatData(),
	}
}

func templateToProto(t domain.Template) *messagev1.Template {
	return &messagev1.Template{
		Kind: string(t.Kind), Title: t.Title, Body: t.Body, WechatTemplateId: t.WechatTemplateID, WechatData: t.WechatData,
	}
}
