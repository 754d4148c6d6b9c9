// Package transport is how the world reaches the catalogue: gRPC handlers and event subscriptions.
//
// It guarantees that what a caller sends is converted before anything else sees it, and that drafts and costs never
// leave by the public doors.
//
// It decides nothing. Start with [Register] and [Subscribe].
package transport

import (
	"context"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"google.golang.org/grpc"

	productv1 "dajiu/gen/go/dajiu/product/v1"
	"dajiu/platform/cache"
	"dajiu/platform/clock"
	"dajiu/services/product/internal/app"
	"dajiu/services/product/internal/domain"
	"dajiu/services/product/internal/find"
	"dajiu/services/product/internal/media"
	"dajiu/services/product/internal/shelf"
)

const defaultPage = 20

// Assortments changes what stores sell.
type Assortments interface {
	SetAssortment(ctx context.Context, storeID int64, items []domain.Listing, by domain.Editor) (changed int, err error)
}

// Texts reads the long texts that the shelf does not hold.
type Texts interface {
	// Description returns a text and of which version of the product it is.
	Description(ctx context.Context, productID int64) (text string, version int64, err error)
}

// Merchants reads the names of merchants.
type Merchants interface {
	MerchantNames(ctx context.Context, ids ...int64) (map[int64]string, error)
}

// Ranges is the delivery service, which alone knows how far stores deliver.
type Ranges interface {
	// Serving returns which of some stores deliver to a point.
	Serving(ctx context.Context, to domain.Point, near []shelf.Near) (map[int64]bool, error)
}

// Parts is what the handlers work with.
type Parts struct {
	Admin       *app.Admin
	Shelf       *shelf.Shelf
	Finder      *find.Finder
	Assortments Assortments
	Texts       Texts
	Merchants   Merchants
	Ranges      Ranges
	Clock       clock.Clock
	Pictures    *media.Keeper
	Revisions   Revisions
	Histories   Histories
	Taxonomy    Taxonomy
	Imports     Imports
	Importer    *app.Importer
	// Shared is what processes remember together; nil: each for itself.
	Shared  *cache.Shared
	Metrics prometheus.Registerer
	// FourEyes says that somebody else must publish what an operator changed.
	FourEyes bool
}

// textKey names a description: a new version of a product has a new one.
type textKey struct{ productID, version int64 }

func (k textKey) text() string {
	return strconv.FormatInt(k.productID, 36) + "." + strconv.FormatInt(k.version, 36)
}

const (
	// textBytes bounds the descriptions that a process keeps.
	textBytes = 8 << 20
	// textLife is how long one is kept. It never changes: this is for those that nobody asks for.
	textLife = 24 * time.Hour
	// textTime bounds the reading of one.
	textTime = 5 * time.Second
)

// newTexts returns the memory of descriptions: processes that share it read each of them once.
func newTexts(shared *cache.Shared, reg prometheus.Registerer) (*cache.Cache[textKey, string], error) {
	return cache.New(cache.Options[textKey, string]{
		Name: "descriptions", Life: textLife, MissingLife: textLife, LoadTime: textTime, Fixed: true, Text: textKey.text,
		Weight: textBytes, Weigh: func(_ textKey, text string) uint32 { return uint32(len(text) + 128) },
		Encode: func(text string) ([]byte, error) { return []byte(text), nil },
		Decode: func(form []byte) (string, error) { return string(form), nil },
		Shared: shared, Metrics: reg,
	})
}

// Register serves the catalogue's API.
func Register(server grpc.ServiceRegistrar, p Parts) error {
	texts, err := newTexts(p.Shared, p.Metrics)
	if err != nil {
		return err //nolint:wrapcheck // the module names the operation
	}
	productv1.RegisterCatalogServiceServer(server, &catalogServer{Parts: p, texts: texts})
	productv1.RegisterStoreAdminServiceServer(server, &storeServer{Parts: p})
	productv1.RegisterCatalogAdminServiceServer(server, &adminServer{Parts: p})
	productv1.RegisterProductAdminServiceServer(server, &deskServer{Parts: p})
	productv1.RegisterStoreProductServiceServer(server, &storeProductServer{Parts: p})
	productv1.RegisterTaxonomyAdminServiceServer(server, &taxonomyServer{Parts: p})
	productv1.RegisterProductImportServiceServer(server, &importServer{Parts: p})
	productv1.RegisterMediaServiceServer(server, &mediaServer{pictures: p.Pictures})
	productv1.RegisterCatalogInternalServiceServer(server, &internalServer{Parts: p})
	productv1.RegisterStoreOperatorServiceServer(server, &operatorServer{Parts: p})
	productv1.RegisterStoreInternalServiceServer(server, &licenceServer{Parts: p})
	return nil
}
