package transport

import (
	"context"
	"time"

	"google.golang.org/genproto/googleapis/api/httpbody"
	"google.golang.org/protobuf/types/known/timestamppb"

	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	userv1 "dajiu/gen/go/dajiu/user/v1"
	"dajiu/platform/outbox"
	"dajiu/platform/paging"
	"dajiu/platform/sqldb"
	"dajiu/services/user/internal/app"
	"dajiu/services/user/internal/store"
)

type auditServer struct {
	userv1.UnimplementedAuditServiceServer
	log *app.AuditLog
}

func (s *auditServer) ListAuditEntries(ctx context.Context, req *userv1.ListAuditEntriesRequest) (*userv1.ListAuditEntriesResponse, error) {
	page := paging.Request{Size: req.GetPageSize(), Token: req.GetPageToken()}
	before, err := page.After()
	if err != nil {
		return nil, err
	}
	size := page.Limit(defaultPage)
	list, err := s.log.List(ctx, auditFilter(req.GetFilter()), before, size+1)
	if err != nil {
		return nil, err
	}
	resp := &userv1.ListAuditEntriesResponse{}
	if len(list) > size {
		list = list[:size]
		resp.NextPageToken = paging.Token(list[size-1].ID)
	}
	for _, e := range list {
		resp.Entries = append(resp.Entries, auditToProto(e))
	}
	return resp, nil
}

func (s *auditServer) ExportAudit(ctx context.Context, req *userv1.ExportAuditRequest) (*httpbody.HttpBody, error) {
	table, err := s.log.Export(ctx, auditFilter(req.GetFilter()))
	if err != nil {
		return nil, err
	}
	return &httpbody.HttpBody{ContentType: "text/csv; charset=utf-8", Data: table}, nil
}

func auditFilter(f *userv1.AuditFilter) store.AuditFilter {
	moment := func(t *timestamppb.Timestamp) time.Time {
		if t == nil {
			return time.Time{}
		}
		return t.AsTime()
	}
	return store.AuditFilter{
		ActorID: f.GetActorId(), TargetID: f.GetTargetId(), Permission: f.GetPermission(), From: moment(f.GetStartTime()), Until: moment(f.GetEndTime()),
	}
}

func auditToProto(e app.AuditEntry) *userv1.AuditEntry {
	ev := e.Event
	return &userv1.AuditEntry{
		EntryId: e.ID, ActorId: ev.GetActorId(), ActorName: e.ActorName, Permission: ev.GetPermission(), Title: e.Title, Method: ev.GetMethod(),
		StoreId: ev.GetStoreId(), TargetId: ev.GetTargetId(), Request: ev.GetRequest(), Before: ev.GetBefore(), After: ev.GetAfter(),
		Reason: ev.GetReason(), Outcome: ev.GetOutcome(), Address: ev.GetAddress(), Agent: ev.GetAgent(), RequestId: ev.GetRequestId(),
		CreateTime: timestamppb.New(time.UnixMilli(ev.GetAtMs())),
	}
}

// recorded keeps what every service tells of its operators' calls.
func recorded(rows *store.Users) func(context.Context, *sqldb.Tx, outbox.Meta, *optionsv1.AuditRecorded) error {
	return func(ctx context.Context, tx *sqldb.Tx, m outbox.Meta, ev *optionsv1.AuditRecorded) error {
		return rows.AppendAudit(ctx, tx, m.EventID, ev)
	}
}
