package transport

import (
	"context"

	userv1 "dajiu/gen/go/dajiu/user/v1"
	"dajiu/services/user/internal/app"
)

type revealServer struct {
	userv1.UnimplementedRevealServiceServer
	users *app.Users
}

func (s *revealServer) RevealAccount(ctx context.Context, req *userv1.RevealAccountRequest) (*userv1.RevealedAccount, error) {
	user, err := s.users.Me(ctx, req.GetUserId())
	if err != nil {
		return nil, err
	}
	return &userv1.RevealedAccount{UserId: user.ID, Nickname: user.Nickname, Phone: user.Phone}, nil
}
