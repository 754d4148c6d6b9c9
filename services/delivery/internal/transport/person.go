package transport

import (
	"context"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/encoding/protojson"

	deliveryv1 "dajiu/gen/go/dajiu/delivery/v1"
	privacyv1 "dajiu/gen/go/dajiu/privacy/v1"
	"dajiu/platform/errs"
	"dajiu/services/delivery/internal/store"
)

type personServer struct {
	deliveryv1.UnimplementedDeliveryPrivacyServiceServer
	rows *store.Store
}

// exportPage bounds one answer.
const exportPage = 200

func (s *personServer) ExportPerson(ctx context.Context, req *privacyv1.ExportPersonRequest) (*privacyv1.ExportPersonResponse, error) {
	list, err := s.rows.OfPerson(ctx, req.GetUserId(), req.GetAfter(), exportPage)
	if err != nil {
		return nil, err
	}
	section := &privacyv1.Section{Title: "配送记录"}
	for _, f := range list {
		text, err := protojson.Marshal(deliveryToProto(f, forCustomer))
		if err != nil {
			return nil, errs.Newf(codes.Internal, errs.ReasonInternal, "delivery %d cannot be written", f.ID).Wrap(err)
		}
		section.Rows = append(section.Rows, string(text))
	}
	resp := &privacyv1.ExportPersonResponse{Sections: []*privacyv1.Section{section}}
	if len(list) == exportPage {
		resp.Next = list[len(list)-1].ID
	}
	return resp, nil
}

func (s *personServer) ErasePerson(ctx context.Context, req *privacyv1.ErasePersonRequest) (*privacyv1.ErasePersonResponse, error) {
	n, err := s.rows.ErasePerson(ctx, req.GetUserId())
	if err != nil {
		return nil, err
	}
	return &privacyv1.ErasePersonResponse{Erasures: []*privacyv1.Erasure{
		{Title: "配送的收货人、地址、备注", Erased: n, Kept: n, Why: "何时由谁交付是交易信息的一部分，与订单一并保存三年，其中不再有收货人信息"},
	}}, nil
}
