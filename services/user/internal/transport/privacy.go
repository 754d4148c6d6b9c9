package transport

import (
	"context"

	"google.golang.org/genproto/googleapis/api/httpbody"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/timestamppb"

	privacyv1 "dajiu/gen/go/dajiu/privacy/v1"
	userv1 "dajiu/gen/go/dajiu/user/v1"
	"dajiu/platform/authn"
	"dajiu/platform/outbox"
	"dajiu/services/user/internal/app"
	"dajiu/services/user/internal/domain"
)

// RegisterPrivacy serves people's rights in their data, and lets their requests go on when it is time.
func RegisterPrivacy(server grpc.ServiceRegistrar, c *outbox.Consumer, privacy *app.Privacy) {
	userv1.RegisterPrivacyServiceServer(server, &privacyServer{privacy: privacy})
	outbox.OnCall(c, func(ctx context.Context, _ outbox.Meta, ev *userv1.PrivacyDue) error {
		return privacy.Continue(ctx, ev.GetRequestId())
	})
}

type privacyServer struct {
	userv1.UnimplementedPrivacyServiceServer
	privacy *app.Privacy
}

func exportToProto(r domain.Request) *userv1.Export {
	e := &userv1.Export{ExportId: r.ID, State: userv1.ExportState(r.State), CreateTime: timestamppb.New(r.CreatedAt)} //nolint:gosec // small enum
	if r.State != domain.CopyPreparing {
		e.ExpireTime = timestamppb.New(r.DueAt)
	}
	return e
}

func (s *privacyServer) RequestExport(ctx context.Context, _ *userv1.RequestExportRequest) (*userv1.Export, error) {
	r, err := s.privacy.RequestCopy(ctx, authn.From(ctx).UserID)
	if err != nil {
		return nil, err
	}
	return exportToProto(r), nil
}

func (s *privacyServer) ListExports(ctx context.Context, _ *userv1.ListExportsRequest) (*userv1.ListExportsResponse, error) {
	list, err := s.privacy.Copies(ctx, authn.From(ctx).UserID)
	if err != nil {
		return nil, err
	}
	resp := &userv1.ListExportsResponse{}
	for _, r := range list {
		resp.Exports = append(resp.Exports, exportToProto(r))
	}
	return resp, nil
}

func (s *privacyServer) DownloadExport(ctx context.Context, req *userv1.DownloadExportRequest) (*httpbody.HttpBody, error) {
	text, err := s.privacy.DownloadCopy(ctx, authn.From(ctx).UserID, req.GetExportId())
	if err != nil {
		return nil, err
	}
	return &httpbody.HttpBody{ContentType: "application/json; charset=utf-8", Data: text}, nil
}

func deletionToProto(r domain.Request) *userv1.Deletion {
	if r.ID == 0 {
		return &userv1.Deletion{}
	}
	return &userv1.Deletion{
		State: userv1.DeletionState(r.State), RequestTime: timestamppb.New(r.CreatedAt), DueTime: timestamppb.New(r.DueAt), //nolint:gosec // small enum
	}
}

func (s *privacyServer) RequestDeletion(ctx context.Context, _ *userv1.RequestDeletionRequest) (*userv1.Deletion, error) {
	r, code, err := s.privacy.RequestErasure(ctx, authn.From(ctx).UserID)
	if err != nil {
		return nil, err
	}
	d := deletionToProto(r)
	d.CertificateCode = code
	return d, nil
}

func (s *privacyServer) ShowDeletion(ctx context.Context, _ *userv1.ShowDeletionRequest) (*userv1.Deletion, error) {
	r, obstacles, err := s.privacy.Erasure(ctx, authn.From(ctx).UserID)
	if err != nil {
		return nil, err
	}
	d := deletionToProto(r)
	for _, o := range obstacles {
		d.Obstacles = append(d.Obstacles, &privacyv1.Obstacle{Reason: o.Reason, Message: o.Message, OrderId: o.OrderID})
	}
	return d, nil
}

func (s *privacyServer) WithdrawDeletion(ctx context.Context, _ *userv1.WithdrawDeletionRequest) (*userv1.Deletion, error) {
	r, err := s.privacy.Withdraw(ctx, authn.From(ctx).UserID)
	if err != nil {
		return nil, err
	}
	return deletionToProto(r), nil
}

func (s *privacyServer) ShowCertificate(ctx context.Context, req *userv1.ShowCertificateRequest) (*userv1.Certificate, error) {
	c, signed, err := s.privacy.Certificate(ctx, req.GetCode())
	if err != nil {
		return nil, err
	}
	resp := &userv1.Certificate{
		CertificateId: c.ID, RequestTime: timestamppb.New(c.RequestedAt), EraseTime: timestamppb.New(c.ErasedAt), Signed: signed,
	}
	for _, o := range c.Outcomes {
		resp.Erasures = append(resp.Erasures, &privacyv1.Erasure{Title: o.Title, Erased: o.Erased, Kept: o.Kept, Why: o.Why})
	}
	return resp, nil
}
