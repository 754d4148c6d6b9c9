package transport

import (
	"context"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	messagev1 "dajiu/gen/go/dajiu/message/v1"
	privacyv1 "dajiu/gen/go/dajiu/privacy/v1"
	"dajiu/platform/errs"
	"dajiu/services/message/internal/app"
)

type personServer struct {
	messagev1.UnimplementedMessagePrivacyServiceServer
	messages *app.Messages
}

// exportPage bounds one answer.
const exportPage = 500

func (s *personServer) ExportPerson(ctx context.Context, req *privacyv1.ExportPersonRequest) (*privacyv1.ExportPersonResponse, error) {
	list, err := s.messages.Store.Inbox(ctx, req.GetUserId(), req.GetAfter(), exportPage)
	if err != nil {
		return nil, err
	}
	inbox := &privacyv1.Section{Title: "站内消息"}
	for _, m := range list {
		err := add(inbox, &messagev1.Message{
			MessageId: m.ID, Kind: string(m.Kind), Title: m.Title, Body: m.Body, OrderId: m.OrderID, CreateTime: timestamppb.New(m.At),
		})
		if err != nil {
			return nil, err
		}
	}
	resp := &privacyv1.ExportPersonResponse{Sections: []*privacyv1.Section{inbox}}
	if len(list) == exportPage {
		resp.Next = list[len(list)-1].ID
		return resp, nil
	}
	p, err := s.messages.Store.Preferences(ctx, nil, req.GetUserId())
	if err != nil {
		return nil, err
	}
	preferences := &privacyv1.Section{Title: "通知设置"}
	resp.Sections = append(resp.Sections, preferences)
	return resp, add(preferences, &messagev1.Preferences{
		WechatOrders: p.WechatOrders, WechatMarketing: p.WechatMarketing,
		QuietStartMinute: int32(p.QuietStart), QuietEndMinute: int32(p.QuietEnd), //nolint:gosec // minutes of a day
	})
}

func add(section *privacyv1.Section, m proto.Message) error {
	text, err := protojson.Marshal(m)
	if err != nil {
		return errs.Newf(codes.Internal, errs.ReasonInternal, "%s cannot be written", section.GetTitle()).Wrap(err)
	}
	section.Rows = append(section.Rows, string(text))
	return nil
}

func (s *personServer) ErasePerson(ctx context.Context, req *privacyv1.ErasePersonRequest) (*privacyv1.ErasePersonResponse, error) {
	n, err := s.messages.Store.ErasePerson(ctx, req.GetUserId())
	if err != nil {
		return nil, err
	}
	return &privacyv1.ErasePersonResponse{Erasures: []*privacyv1.Erasure{{Title: "站内消息、通知设置", Erased: n}}}, nil
}
