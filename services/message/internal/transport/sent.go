package transport

import (
	"cmp"
	"context"
	"slices"

	"google.golang.org/protobuf/types/known/timestamppb"

	messagev1 "dajiu/gen/go/dajiu/message/v1"
	"dajiu/platform/authn"
	"dajiu/platform/paging"
	"dajiu/platform/rpc"
	"dajiu/services/message/internal/domain"
	"dajiu/services/message/internal/store"
)

func (s *templateServer) PreviewTemplate(_ context.Context, req *messagev1.Template) (*messagev1.TemplatePreview, error) {
	p, err := templateFromProto(req).Sample()
	if err != nil {
		return nil, err
	}
	return previewToProto(p), nil
}

func (s *templateServer) TestTemplate(ctx context.Context, req *messagev1.Template) (*messagev1.TemplatePreview, error) {
	p, err := s.messages.SendSample(ctx, authn.From(ctx).UserID, templateFromProto(req), rpc.IdempotencyKey(ctx))
	if err != nil {
		return nil, err
	}
	return previewToProto(p), nil
}

func previewToProto(p domain.Preview) *messagev1.TemplatePreview {
	return &messagev1.TemplatePreview{Title: p.Title, Body: p.Body, WechatData: p.Wechat}
}

func (s *templateServer) ListSentMessages(ctx context.Context, req *messagev1.ListSentMessagesRequest) (*messagev1.ListSentMessagesResponse, error) {
	page := paging.Request{Size: req.GetPageSize(), Token: req.GetPageToken()}
	below, err := page.After()
	if err != nil {
		return nil, err
	}
	size := page.Limit(defaultPage)
	want := store.Wanted{Kind: domain.Kind(req.GetKind()), State: store.WechatState(req.GetWechatState()), UserID: req.GetUserId()}
	list, err := s.messages.Store.Sent(ctx, want, below, size+1)
	if err != nil {
		return nil, err
	}
	resp := &messagev1.ListSentMessagesResponse{}
	if len(list) > size {
		list = list[:size]
		resp.NextPageToken = paging.Token(list[size-1].ID)
	}
	for _, m := range list {
		resp.Messages = append(resp.Messages, &messagev1.SentMessage{
			MessageId: m.ID, UserId: m.UserID, Kind: string(m.Kind), Title: m.Title, OrderId: m.OrderID,
			WechatState: messagev1.WechatState(m.State), Read: m.Read, CreateTime: timestamppb.New(m.At),
		})
	}
	return resp, nil
}

// variablesToProto tells what each kind's wording may name, and how it is worded until somebody changes it.
func variablesToProto() []*messagev1.KindVariables {
	var list []*messagev1.KindVariables
	for kind, standard := range domain.Defaults() {
		of := &messagev1.KindVariables{Kind: string(kind), Standard: templateToProto(standard)}
		for _, v := range kind.Variables() {
			of.Variables = append(of.Variables, &messagev1.TemplateVariable{Name: v.Name, Title: v.Title, Sample: v.Sample})
		}
		list = append(list, of)
	}
	slices.SortFunc(list, func(a, b *messagev1.KindVariables) int { return cmp.Compare(a.GetKind(), b.GetKind()) })
	return list
}
