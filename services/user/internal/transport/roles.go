package transport

import (
	"context"

	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/timestamppb"

	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	userv1 "dajiu/gen/go/dajiu/user/v1"
	"dajiu/platform/authn"
	"dajiu/platform/authz"
	"dajiu/platform/rpc"
	"dajiu/services/user/internal/app"
	"dajiu/services/user/internal/domain"
)

type roleServer struct {
	userv1.UnimplementedRoleServiceServer
	access *app.Access
}

func (s *roleServer) ListPermissions(context.Context, *userv1.ListPermissionsRequest) (*userv1.ListPermissionsResponse, error) {
	resp := &userv1.ListPermissionsResponse{}
	for _, p := range s.access.Permissions() {
		resp.Permissions = append(resp.Permissions, &userv1.Permission{
			Name: p.Name, Title: p.Title, Service: p.Service(), Kinds: p.Kinds.List(), Button: p.Button,
		})
	}
	return resp, nil
}

func (s *roleServer) ListRoles(ctx context.Context, _ *userv1.ListRolesRequest) (*userv1.ListRolesResponse, error) {
	list, err := s.access.Roles(ctx)
	if err != nil {
		return nil, err
	}
	resp := &userv1.ListRolesResponse{}
	for _, r := range list {
		resp.Roles = append(resp.Roles, roleToProto(r))
	}
	return resp, nil
}

func (s *roleServer) CreateRole(ctx context.Context, req *userv1.CreateRoleRequest) (*userv1.StaffRole, error) {
	return role(s.access.CreateRole(ctx, authn.From(ctx), roleFromProto(req.GetRole(), 0), rpc.IdempotencyKey(ctx)))
}

func (s *roleServer) UpdateRole(ctx context.Context, req *userv1.UpdateRoleRequest) (*userv1.StaffRole, error) {
	return role(s.access.UpdateRole(ctx, authn.From(ctx), roleFromProto(req.GetRole(), req.GetRoleId())))
}

func (s *roleServer) DeleteRole(ctx context.Context, req *userv1.DeleteRoleRequest) (*emptypb.Empty, error) {
	return &emptypb.Empty{}, s.access.DeleteRole(ctx, req.GetRoleId())
}

func (s *roleServer) PutGrants(ctx context.Context, req *userv1.PutGrantsRequest) (*userv1.Staff, error) {
	grants := make([]domain.Grant, len(req.GetGrants()))
	for i, g := range req.GetGrants() {
		grants[i] = domain.Grant{RoleID: g.GetRoleId(), Scope: int32(g.GetScope()), IDs: g.GetIds()}
	}
	staff, err := s.access.PutGrants(ctx, authn.From(ctx), authz.DataFrom(ctx), req.GetUserId(), grants)
	if err != nil {
		return nil, err
	}
	return staffToProto(staff), nil
}

func (s *roleServer) ExplainAccess(ctx context.Context, req *userv1.ExplainAccessRequest) (*userv1.ExplainAccessResponse, error) {
	e, err := s.access.Explain(ctx, authz.DataFrom(ctx), req.GetUserId(), req.GetPermission(), req.GetStoreId())
	if err != nil {
		return nil, err
	}
	resp := &userv1.ExplainAccessResponse{Allowed: e.Allowed, Verdict: e.Verdict}
	for _, r := range e.Reasons {
		grant := grantToProto(r.Grant)
		grant.RoleName = r.RoleName
		resp.Reasons = append(resp.Reasons, &userv1.ExplainAccessResponse_Reason{
			Grant: grant, KindMay: r.KindMay, RoleHas: r.RoleHas, Reaches: r.Reaches, Text: r.Text,
		})
	}
	return resp, nil
}

func role(r domain.Role, err error) (*userv1.StaffRole, error) {
	if err != nil {
		return nil, err
	}
	return roleToProto(r), nil
}

func roleToProto(r domain.Role) *userv1.StaffRole {
	p := &userv1.StaffRole{
		RoleId: r.ID, Kind: optionsv1.Role(r.Kind), Name: r.Name, Everything: r.Everything, Permissions: r.Permissions, Version: r.Version,
	}
	if !r.UpdatedAt.IsZero() {
		p.UpdateTime = timestamppb.New(r.UpdatedAt)
	}
	return p
}

func roleFromProto(r *userv1.StaffRole, id int64) domain.Role {
	return domain.Role{ID: id, Kind: int32(r.GetKind()), Name: r.GetName(), Permissions: r.GetPermissions(), Version: r.GetVersion()}
}

func grantToProto(g domain.Grant) *userv1.Grant {
	return &userv1.Grant{RoleId: g.RoleID, Scope: optionsv1.DataScope(g.Scope), Ids: g.IDs}
}

func grantsToProto(list []domain.Grant) []*userv1.Grant {
	grants := make([]*userv1.Grant, len(list))
	for i, g := range list {
		grants[i] = grantToProto(g)
	}
	return grants
}
