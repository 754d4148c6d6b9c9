package transport

import (
	"context"

	"google.golang.org/grpc/codes"

	userv1 "dajiu/gen/go/dajiu/user/v1"
	"dajiu/platform/authn"
	"dajiu/platform/errs"
	"dajiu/services/user/internal/app"
)

// delegate is the service that reads for people.
const delegate = "analytics"

// IssueDelegation answers analytics, and no other service: whoever has such a token reads as the person.
func (s *internalServer) IssueDelegation(ctx context.Context, req *userv1.IssueDelegationRequest) (*userv1.Delegation, error) {
	if authn.From(ctx).Service != delegate {
		return nil, errs.New(codes.PermissionDenied, errs.ReasonForbidden, "only analytics reads for people")
	}
	token, err := s.users.Delegate(ctx, req.GetUserId())
	if err != nil {
		return nil, err
	}
	return &userv1.Delegation{AccessToken: token, ExpiresIn: int32(app.DelegationLife.Seconds())}, nil
}
