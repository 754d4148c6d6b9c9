package host

import (
	"context"
	"errors"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/timestamppb"

	operationsv1 "dajiu/gen/go/dajiu/operations/v1"
	"dajiu/platform/app"
	"dajiu/platform/errs"
	"dajiu/platform/outbox"
	"dajiu/platform/paging"
)

// operations tells operators how the services of this process run, and lets them work what failed. A call about a service
// that runs elsewhere never gets here: the router sends it to that process.
type operations struct {
	operationsv1.UnimplementedOperationsServiceServer
	envs    map[string]*app.Env
	started time.Time
}

const lettersPage = 50

func (o *operations) ListServices(context.Context, *operationsv1.ListServicesRequest) (*operationsv1.ListServicesResponse, error) {
	return &operationsv1.ListServicesResponse{Services: StoreNames()}, nil
}

func (o *operations) env(service string) (*app.Env, error) {
	if env := o.envs[service]; env != nil {
		return env, nil
	}
	return nil, errs.Newf(codes.NotFound, "OPERATIONS_SERVICE_UNKNOWN", "没有正在运行的服务 %s", service)
}

func (o *operations) ShowService(ctx context.Context, req *operationsv1.ShowServiceRequest) (*operationsv1.ServiceStatus, error) {
	env, err := o.env(req.GetService())
	if err != nil {
		return nil, err
	}
	pending, oldest, err := env.Outbox.Lag(ctx)
	if err != nil {
		return nil, err //nolint:wrapcheck // it names the operation
	}
	dead, err := env.Consumer.DeadLetters(ctx, 0, 1000)
	if err != nil {
		return nil, err //nolint:wrapcheck // it names the operation
	}
	resp := &operationsv1.ServiceStatus{
		Service: env.Name, Engine: string(env.DB.Engine()), StartTime: timestamppb.New(o.started), PendingCount: pending,
		OldestSeconds: int64(oldest / time.Second), DeadLetterCount: int32(len(dead)), //nolint:gosec // at most 1000
	}
	for _, job := range env.Jobs() {
		resp.Jobs = append(resp.Jobs, jobToProto(job))
	}
	return resp, nil
}

func jobToProto(job *app.Job) *operationsv1.Job {
	last, next := job.Last()
	p := &operationsv1.Job{Name: job.Name, DurationMs: last.Took.Milliseconds(), RowCount: last.Rows}
	if !last.At.IsZero() {
		p.LastRunTime = timestamppb.New(last.At)
	}
	if !next.IsZero() {
		p.NextRunTime = timestamppb.New(next)
	}
	if last.Err != nil {
		p.Error = last.Err.Error()
	}
	return p
}

func (o *operations) RunJob(_ context.Context, req *operationsv1.RunJobRequest) (*emptypb.Empty, error) {
	env, err := o.env(req.GetService())
	if err != nil {
		return nil, err
	}
	for _, job := range env.Jobs() {
		if job.Name == req.GetJob() {
			job.Wake()
			return &emptypb.Empty{}, nil
		}
	}
	return nil, errs.Newf(codes.NotFound, "OPERATIONS_JOB_UNKNOWN", "服务 %s 没有任务 %s", req.GetService(), req.GetJob())
}

func (o *operations) ListDeadLetters(ctx context.Context, req *operationsv1.ListDeadLettersRequest) (*operationsv1.ListDeadLettersResponse, error) {
	env, err := o.env(req.GetService())
	if err != nil {
		return nil, err
	}
	page := paging.Request{Size: req.GetPageSize(), Token: req.GetPageToken()}
	after, err := page.After()
	if err != nil {
		return nil, err
	}
	limit := page.Limit(lettersPage)
	list, err := env.Consumer.DeadLetters(ctx, after, limit+1)
	if err != nil {
		return nil, err //nolint:wrapcheck // it names the operation
	}
	resp := &operationsv1.ListDeadLettersResponse{}
	if len(list) > limit {
		list = list[:limit]
		resp.NextPageToken = paging.Token(list[limit-1].EventID)
	}
	for _, d := range list {
		resp.DeadLetters = append(resp.DeadLetters, &operationsv1.DeadLetter{
			EventId: d.EventID, Topic: d.Topic, Key: d.Key, FromService: d.Service, EventTime: timestamppb.New(d.At), FailTime: timestamppb.New(d.FailedAt),
			Attempts: int32(d.Attempts), Error: d.Error, RequestId: d.RequestID, //nolint:gosec // small
		})
	}
	return resp, nil
}

func (o *operations) RevealDeadLetter(ctx context.Context, req *operationsv1.RevealDeadLetterRequest) (*operationsv1.RevealedLetter, error) {
	env, err := o.env(req.GetService())
	if err != nil {
		return nil, err
	}
	d, err := env.Consumer.DeadLetter(ctx, req.GetEventId())
	if err != nil {
		return nil, err //nolint:wrapcheck // it is the platform's
	}
	return &operationsv1.RevealedLetter{Event: d.Text()}, nil
}

func (o *operations) ReplayDeadLetter(ctx context.Context, req *operationsv1.ReplayDeadLetterRequest) (*emptypb.Empty, error) {
	env, err := o.env(req.GetService())
	if err != nil {
		return nil, err
	}
	switch err := env.Consumer.Replay(ctx, req.GetEventId()); {
	case err == nil:
		return &emptypb.Empty{}, nil
	case errors.Is(err, outbox.ErrNoDeadLetter):
		return nil, outbox.ErrNoDeadLetter
	default:
		return nil, errs.Newf(codes.FailedPrecondition, "OPERATIONS_REPLAY_FAILED", "重放失败：%s", errs.From(err).Message()).Wrap(err)
	}
}

func (o *operations) DiscardDeadLetter(ctx context.Context, req *operationsv1.DiscardDeadLetterRequest) (*emptypb.Empty, error) {
	env, err := o.env(req.GetService())
	if err != nil {
		return nil, err
	}
	return &emptypb.Empty{}, env.Consumer.Discard(ctx, req.GetEventId())
}
