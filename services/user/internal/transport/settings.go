package transport

import (
	"context"

	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/timestamppb"

	userv1 "dajiu/gen/go/dajiu/user/v1"
	"dajiu/platform/authn"
	"dajiu/services/user/internal/app"
	"dajiu/services/user/internal/domain"
)

type settingsServer struct {
	userv1.UnimplementedSettingsServiceServer
	settings *app.Settings
}

func (s *settingsServer) ListSettings(ctx context.Context, req *userv1.ListSettingsRequest) (*userv1.ListSettingsResponse, error) {
	list, err := s.settings.List(ctx, authn.From(ctx).UserID, req.GetPrefix())
	if err != nil {
		return nil, err
	}
	resp := &userv1.ListSettingsResponse{}
	for _, v := range list {
		resp.Settings = append(resp.Settings, settingToProto(v))
	}
	return resp, nil
}

func (s *settingsServer) ShowSetting(ctx context.Context, req *userv1.ShowSettingRequest) (*userv1.Setting, error) {
	return oneSetting(s.settings.Show(ctx, authn.From(ctx).UserID, req.GetName()))
}

func (s *settingsServer) PutSetting(ctx context.Context, req *userv1.PutSettingRequest) (*userv1.Setting, error) {
	return oneSetting(s.settings.Put(ctx, domain.Setting{
		Owner: authn.From(ctx).UserID, Name: req.GetName(), Value: req.GetValue(), Version: req.GetVersion(),
	}))
}

func (s *settingsServer) DeleteSetting(ctx context.Context, req *userv1.DeleteSettingRequest) (*emptypb.Empty, error) {
	return &emptypb.Empty{}, s.settings.Delete(ctx, authn.From(ctx).UserID, req.GetName())
}

func (s *settingsServer) ListSharedViews(ctx context.Context, req *userv1.ListSharedViewsRequest) (*userv1.ListSharedViewsResponse, error) {
	return viewsToProto(s.settings.Views(ctx, authn.From(ctx), req.GetPage()))
}

func (s *settingsServer) ListRoleViews(ctx context.Context, req *userv1.ListRoleViewsRequest) (*userv1.ListSharedViewsResponse, error) {
	return viewsToProto(s.settings.RoleViews(ctx, req.GetPage()))
}

func (s *settingsServer) PutRoleViews(ctx context.Context, req *userv1.PutRoleViewsRequest) (*userv1.SharedView, error) {
	v, err := s.settings.PutViews(ctx, domain.Setting{Owner: req.GetRoleId(), Name: req.GetPage(), Value: req.GetValue(), Version: req.GetVersion()})
	if err != nil {
		return nil, err
	}
	return viewToProto(v), nil
}

func oneSetting(v domain.Setting, err error) (*userv1.Setting, error) {
	if err != nil {
		return nil, err
	}
	return settingToProto(v), nil
}

func settingToProto(v domain.Setting) *userv1.Setting {
	return &userv1.Setting{Name: v.Name, Value: v.Value, Version: v.Version, UpdateTime: timestamppb.New(v.UpdatedAt)}
}

func viewsToProto(list []domain.Setting, err error) (*userv1.ListSharedViewsResponse, error) {
	if err != nil {
		return nil, err
	}
	resp := &userv1.ListSharedViewsResponse{}
	for _, v := range list {
		resp.Views = append(resp.Views, viewToProto(v))
	}
	return resp, nil
}

func viewToProto(v domain.Setting) *userv1.SharedView {
	return &userv1.SharedView{Page: v.Name, RoleId: v.Owner, Value: v.Value, Version: v.Version, UpdateTime: timestamppb.New(v.UpdatedAt)}
}
