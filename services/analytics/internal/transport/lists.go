package transport

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	userv1 "dajiu/gen/go/dajiu/user/v1"
	"dajiu/platform/authn"
	"dajiu/platform/clock"
	"dajiu/platform/errs"
	"dajiu/platform/reqid"
	"dajiu/platform/rpc"
	"dajiu/services/analytics/internal/app"
)

// Lists reads any list of the platform in the name of a person. What is a list is read from the protos: an RPC that only reads,
// that staff may hold the permission of, and that answers with one kind of rows. A list is called by its permission. It implements
// app.Lists.
type Lists struct {
	conn    grpc.ClientConnInterface
	users   userv1.UserInternalServiceClient
	clock   clock.Clock
	sources map[string]*source
}

// source is one list.
type source struct {
	name, title, method string
	in, out             protoreflect.MessageType
	rows                protoreflect.FieldDescriptor
	// size and token are the request's, next the answer's; nil where the list has no pages.
	size, token, next protoreflect.FieldDescriptor
	most              int32
}

// NewLists returns the port of package app. AsCaller passes a person's credential on, conn this service's own.
func NewLists(conn, asCaller grpc.ClientConnInterface, c clock.Clock) *Lists {
	l := &Lists{conn: asCaller, users: userv1.NewUserInternalServiceClient(conn), clock: c, sources: map[string]*source{}}
	protoregistry.GlobalFiles.RangeFiles(func(f protoreflect.FileDescriptor) bool {
		if !strings.HasPrefix(string(f.Package()), "dajiu.") {
			return true
		}
		for i := range f.Services().Len() {
			for j := range f.Services().Get(i).Methods().Len() {
				if s := sourceOf(f.Services().Get(i).Methods().Get(j)); s != nil {
					l.sources[s.name] = s
				}
			}
		}
		return true
	})
	return l
}

// sourceOf returns the list that an RPC is; nil where it is none.
func sourceOf(m protoreflect.MethodDescriptor) *source {
	access, _ := proto.GetExtension(m.Options(), optionsv1.E_Access).(*optionsv1.Access)
	staff := authn.NewRoles(access.GetRoles()...) & authn.NewRoles(optionsv1.Role_ROLE_MERCHANT, optionsv1.Role_ROLE_OPERATOR)
	if staff == 0 || access.GetRate() != optionsv1.RateClass_RATE_CLASS_BROWSE || access.GetIdempotency() != optionsv1.Idempotency_IDEMPOTENCY_NATURAL ||
		access.GetStepUp() || access.GetReveals() {
		return nil
	}
	s := &source{name: access.GetPermission(), title: access.GetTitle(), method: "/" + string(m.Parent().FullName()) + "/" + string(m.Name())}
	request, answer := m.Input().Fields(), m.Output().Fields()
	for i := range answer.Len() {
		if f := answer.Get(i); f.IsList() && f.Message() != nil {
			if s.rows != nil {
				return nil
			}
			s.rows = f
		}
	}
	s.size, s.token, s.next = request.ByName("page_size"), request.ByName("page_token"), answer.ByName("next_page_token")
	paged := s.token != nil && s.next != nil && s.size != nil
	if s.rows == nil || !paged && !strings.HasPrefix(string(m.Name()), "List") {
		return nil
	}
	if !paged {
		s.size, s.token, s.next = nil, nil, nil
	} else {
		rules, _ := proto.GetExtension(s.size.Options(), validate.E_Field).(*validate.FieldRules)
		s.most = max(rules.GetInt32().GetLte(), 1)
	}
	var err error
	if s.in, err = protoregistry.GlobalTypes.FindMessageByName(m.Input().FullName()); err != nil {
		return nil
	}
	if s.out, err = protoregistry.GlobalTypes.FindMessageByName(m.Output().FullName()); err != nil {
		return nil
	}
	return s
}

// all are the lists, by name.
func (l *Lists) all() []*source {
	var list []*source
	for _, s := range l.sources {
		list = append(list, s)
	}
	slices.SortFunc(list, func(a, b *source) int { return strings.Compare(a.name, b.name) })
	return list
}

// Check implements app.Lists.
func (l *Lists) Check(name, query string) error {
	_, _, err := l.request(name, query)
	return err
}

func (l *Lists) request(name, query string) (*source, proto.Message, error) {
	s, known := l.sources[name]
	if !known {
		return nil, nil, errs.Invalid("source", "没有这样的列表可以导出")
	}
	req := s.in.New().Interface()
	if query != "" {
		if err := protojson.Unmarshal([]byte(query), req); err != nil {
			return nil, nil, errs.Invalid("query", "不是这个列表的查询条件")
		}
	}
	if s.token != nil {
		req.ProtoReflect().Clear(s.token)
		req.ProtoReflect().Set(s.size, protoreflect.ValueOfInt32(s.most))
	}
	return s, req, nil
}

// As implements app.Lists.
func (l *Lists) As(userID int64, name, query string) (app.Pages, error) {
	s, req, err := l.request(name, query)
	if err != nil {
		return nil, err
	}
	return &pages{lists: l, source: s, userID: userID, request: req}, nil
}

// pages reads one list for one person.
type pages struct {
	lists   *Lists
	source  *source
	userID  int64
	request proto.Message

	credential string
	until      time.Time
}

// slack is how long before its end a token is replaced.
const slack = 30 * time.Second

// authorize makes a call in the person's name.
func (p *pages) authorize(ctx context.Context) (context.Context, error) {
	if now := p.lists.clock.Now(); now.After(p.until) {
		d, err := p.lists.users.IssueDelegation(ctx, &userv1.IssueDelegationRequest{UserId: p.userID})
		if err != nil {
			return ctx, err //nolint:wrapcheck // a client's error is already the platform's
		}
		p.credential, p.until = "Bearer "+d.GetAccessToken(), now.Add(time.Duration(d.GetExpiresIn())*time.Second-slack)
	}
	return metadata.NewOutgoingContext(ctx, metadata.MD{rpc.MetaAuthorization: {p.credential}, rpc.MetaRequestID: {reqid.From(ctx)}}), nil
}

// Next implements app.Pages. A token that is refused, because the person's rights changed, is asked for anew, once.
func (p *pages) Next(ctx context.Context) (rows []any, more bool, err error) {
	answer := p.source.out.New().Interface()
	for attempt := range 2 {
		call, err := p.authorize(ctx)
		if err != nil {
			return nil, false, err
		}
		err = p.lists.conn.Invoke(call, p.source.method, p.request, answer)
		if err == nil {
			break
		}
		if attempt > 0 || !errs.HasReason(err, errs.ReasonTokenExpired) {
			return nil, false, err //nolint:wrapcheck // the connection's errors are already the platform's
		}
		p.until = time.Time{}
	}
	list := answer.ProtoReflect().Get(p.source.rows).List()
	rows = make([]any, list.Len())
	for i := range rows {
		if rows[i], err = jsonOf(list.Get(i).Message().Interface()); err != nil {
			return nil, false, err
		}
	}
	if p.source.next == nil {
		return rows, false, nil
	}
	token := answer.ProtoReflect().Get(p.source.next).String()
	p.request.ProtoReflect().Set(p.source.token, protoreflect.ValueOfString(token))
	return rows, token != "", nil
}

// jsonOf is a row as clients of the REST API see it.
func jsonOf(m proto.Message) (any, error) {
	raw, err := protojson.MarshalOptions{EmitDefaultValues: true}.Marshal(m)
	if err != nil {
		return nil, err //nolint:wrapcheck // a message of ours always encodes
	}
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber()
	var row any
	err = decoder.Decode(&row)
	return row, err //nolint:wrapcheck // what was just encoded decodes
}
