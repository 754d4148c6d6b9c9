package transport

import (
	"context"

	productv1 "dajiu/gen/go/dajiu/product/v1"
	"dajiu/services/product/internal/media"
)

type mediaServer struct {
	productv1.UnimplementedMediaServiceServer
	pictures *media.Keeper
}

func (s *mediaServer) KeepPicture(ctx context.Context, req *productv1.KeepPictureRequest) (*productv1.Picture, error) {
	p, err := s.pictures.Keep(ctx, req.GetContent())
	if err != nil {
		return nil, err
	}
	return &productv1.Picture{Url: p.URL, Width: int32(p.Width), Height: int32(p.Height)}, nil
}
